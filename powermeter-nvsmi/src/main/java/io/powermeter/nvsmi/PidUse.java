package io.powermeter.nvsmi;

/** Takes what one process uses of a card. */
interface PidUse {
    /** Takes a process id and its use of the card's multiprocessors, 0 to 1, NaN if not known. */
    void use(long pid, double sm);
}
