package io.powermeter.cli.planted.reports;

import io.powermeter.cli.planted.meter.MeterManager;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class ReportThatMeters {
    Object meter() {
        return new MeterManager();
    }
}
