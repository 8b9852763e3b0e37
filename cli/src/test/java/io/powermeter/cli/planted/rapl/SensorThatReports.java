package io.powermeter.cli.planted.rapl;

import io.powermeter.cli.planted.reports.ReportThatMeters;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class SensorThatReports {
    static Object report() {
        return new ReportThatMeters();
    }
}
