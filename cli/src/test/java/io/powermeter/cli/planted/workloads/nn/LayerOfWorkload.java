package io.powermeter.cli.planted.workloads.nn;

import io.powermeter.cli.planted.workloads.WorkloadThatMeters;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class LayerOfWorkload {
    public static Class<?> workload() {
        return WorkloadThatMeters.class;
    }
}
