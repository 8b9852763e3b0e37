package io.powermeter.summary;

/**
 * The idle floor, from the baseline before and after the job.
 *
 * @param watts mean power of the baseline
 * @param joules that power over the job's duration: the part of the total that was there without the job
 * @param driftWatts baseline after less baseline before, NaN if only one was measured
 */
public record Idle(double watts, double joules, double driftWatts) {}
