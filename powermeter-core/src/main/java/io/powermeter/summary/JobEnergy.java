package io.powermeter.summary;

import org.jspecify.annotations.Nullable;

/**
 * Who drew the total: the job and the rest add up to it.
 *
 * @param split the joules of the job, and of the rest by what is known of it
 * @param share the job's part of the total, 0 to 1
 * @param cpuSeconds CPU time of the job with all its children
 * @param cpuSource who told it: {@code cgroup v2} or {@code process tree}; empty if the run does not say
 * @param memoryBytes the highest memory reading of the job, NaN if there is none
 * @param idle what the machine draws when nothing runs, or null if it was not measured
 */
public record JobEnergy(
        Split split,
        double share,
        double cpuSeconds,
        String cpuSource,
        double memoryBytes,
        @Nullable Idle idle) {
    /** The setting of a run that says who told the job's CPU time. */
    public static final String CPU_SOURCE = "job-cpu";

    /** Returns the job's part. */
    public double joules() {
        return split.jobJoules();
    }

    /** Returns the part of everything else that ran, and of what nobody can be blamed for. */
    public double restJoules() {
        return split.restJoules();
    }
}
