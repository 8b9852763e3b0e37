package io.powermeter.summary;

/**
 * The idle floor, from the baseline before and after the job.
 *
 * @param watts mean power of the baseline
 * @param joules that power over the job's duration, as far as the energy is known in it: the part of the total that was there
 *     without the job
 * @param beforeWatts mean power before the job, NaN if it was not measured
 * @param afterWatts mean power after the job, NaN if it was not measured
 */
public record Idle(double watts, double joules, double beforeWatts, double afterWatts) {
    /** Returns how the floor drifted: after less before, in watts; NaN if only one was measured. */
    public double driftWatts() {
        return afterWatts - beforeWatts;
    }
}
