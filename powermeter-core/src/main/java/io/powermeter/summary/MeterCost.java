package io.powermeter.summary;

/**
 * What the meter itself cost while the job ran.
 *
 * @param cpuSeconds its CPU time, NaN if it is not known
 * @param coreShare that time by the job's duration: 0.01 is 1 % of one core
 * @param rssBytes the highest reading of its memory, NaN if there is none, as for a meter inside the job
 * @param joules its part of the total, of the CPU by CPU time and of the memory by its memory; NaN if it is not known
 */
public record MeterCost(double cpuSeconds, double coreShare, double rssBytes, double joules) {}
