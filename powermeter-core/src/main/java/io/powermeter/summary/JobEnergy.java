package io.powermeter.summary;

import org.jspecify.annotations.Nullable;

/**
 * Who drew the total: the job and the rest add up to it.
 *
 * @param joules the job's part
 * @param restJoules the part of everything else that ran, and of what nobody can be blamed for
 * @param share the job's part of the total, 0 to 1
 * @param cpuSeconds CPU time of the job with all its children
 * @param memoryBytes the highest memory reading of the job, NaN if there is none
 * @param idle what the machine draws when nothing runs, or null if it was not measured
 */
public record JobEnergy(
        double joules,
        double restJoules,
        double share,
        double cpuSeconds,
        double memoryBytes,
        @Nullable Idle idle) {
    /** The setting of a run that says who told the job's CPU time: {@code cgroup v2} or {@code process tree}. */
    public static final String CPU_SOURCE = "job-cpu";
}
