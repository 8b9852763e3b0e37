package io.powermeter.cli.planted.meter;

import io.powermeter.cli.planted.reports.ReportThatMeters;
import java.time.Instant;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class MeterManager {
    static Object report() {
        System.out.println("printed at " + Instant.now());
        Runtime.getRuntime().halt(1);
        return new ReportThatMeters();
    }
}
