package io.powermeter.cli.planted.workloads;

import io.powermeter.cli.planted.meter.MeterManager;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class WorkloadThatMeters {
    static Object meter() {
        return new MeterManager();
    }
}
