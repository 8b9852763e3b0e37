package io.powermeter.cli.selftest;

import io.powermeter.measurement.Origin;
import io.powermeter.reports.statistics.Interval;
import io.powermeter.reports.statistics.Repeats;

/**
 * What the meter costs a job, and what it can tell of it, from runs of one reference job without and with the meter in turn.
 *
 * @param secondsWithout the job's time without the meter
 * @param secondsWith its time with the meter
 * @param cpuWithout its CPU time in seconds without the meter, NaN where the kernel does not tell
 * @param cpuWith its CPU time with the meter
 * @param joules the machine's energy in the runs with the meter
 * @param origin MEASURED only if no part of the energy is estimated
 * @param meterCoreShare the mean of the meter's own CPU time by the job's time
 */
public record Overhead(
        Repeats secondsWithout,
        Repeats secondsWith,
        Repeats cpuWithout,
        Repeats cpuWith,
        Repeats joules,
        Origin origin,
        double meterCoreShare) {

    /** Returns by how much the meter lengthens the job, in shares of its time without the meter. */
    public Interval time() {
        return secondsWith.minus(secondsWithout).by(secondsWithout.mean());
    }

    /** Returns by how much the meter raises the job's own CPU time, in shares of that without the meter. */
    public Interval cpuTime() {
        return cpuWith.minus(cpuWithout).by(cpuWithout.mean());
    }
}
