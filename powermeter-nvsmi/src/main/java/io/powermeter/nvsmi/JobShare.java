package io.powermeter.nvsmi;

import io.powermeter.sampler.Job;

/**
 * The job's share of one card, added up from the card's processes without allocating.
 *
 * <p>While processes use the card's multiprocessors, the share is that of the job in their use. While none does, the card is
 * awake for those who hold memory on it, and the share is that of the job in this memory. A card that only the job uses is the
 * job's, whether use and memory are known or not; one that nobody uses is not. Anything else is not known.
 */
final class JobShare {
    private int processes;
    private int ofJob;
    private int withoutUse;
    private int withoutMemory;
    private double use;
    private double useOfJob;
    private double bytes;
    private double bytesOfJob;

    /** Begins anew, with no process. */
    void clear() {
        processes = 0;
        ofJob = 0;
        withoutUse = 0;
        withoutMemory = 0;
        use = 0;
        useOfJob = 0;
        bytes = 0;
        bytesOfJob = 0;
    }

    /**
     * Adds a process that has a context on the card.
     *
     * @param utilization of the card's multiprocessors, 0 to 1; NaN if not known
     * @param memory bytes on the card; NaN if not known
     */
    void add(Job job, long pid, double utilization, double memory) {
        boolean mine = job.holds(pid);
        processes++;
        ofJob += mine ? 1 : 0;
        if (Double.isNaN(utilization)) {
            withoutUse++;
        } else {
            use += utilization;
            useOfJob += mine ? utilization : 0;
        }
        if (Double.isNaN(memory)) {
            withoutMemory++;
        } else {
            bytes += memory;
            bytesOfJob += mine ? memory : 0;
        }
    }

    /** Returns the share, 0 to 1, NaN if it is not known. */
    double value() {
        if (ofJob == 0 || ofJob == processes) {
            return ofJob == 0 ? 0 : 1;
        }
        if (withoutUse == 0 && use > 0) {
            return useOfJob / use;
        }
        boolean idle = withoutUse == 0;
        return idle && withoutMemory == 0 && bytes > 0 ? bytesOfJob / bytes : Double.NaN;
    }
}
