package io.powermeter.cli.planted.workloads;

import io.powermeter.cli.planted.meter.MeterManager;
import io.powermeter.cli.planted.workloads.nn.LayerOfWorkload;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class WorkloadThatMeters {
    static Class<?> layer() {
        return LayerOfWorkload.workload();
    }

    static Object meter() {
        return new MeterManager();
    }
}
