package io.powermeter.meter;

/**
 * When to read next: at whole periods since the start, so that lateness never adds up. A tick whose time is over before it
 * could be taken is missed and counted, not made up for.
 */
final class Schedule {
    private final long periodNanos;
    private long next;
    private long missed;

    Schedule(long startNanos, long periodNanos) {
        this.periodNanos = periodNanos;
        this.next = startNanos;
    }

    /** Returns the instant of the next tick. */
    long next() {
        return next;
    }

    /** Goes to the next tick after a reading that ended at {@code now}; one that is late by less than a period is taken. */
    void taken(long now) {
        next += periodNanos;
        long over = (now - next) / periodNanos;
        if (over > 0) {
            missed += over;
            next += over * periodNanos;
        }
    }

    /** Returns how many ticks were missed. */
    long missed() {
        return missed;
    }
}
