package io.powermeter.cli.planted.meter;

import io.powermeter.cli.planted.reports.ReportThatMeters;
import java.time.Instant;
import picocli.CommandLine;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class MeterManager {
    static Object report() {
        System.out.println("printed at " + Instant.now());
        Runtime.getRuntime().halt(1);
        return new ReportThatMeters();
    }

    static Object options() {
        return new CommandLine(new ReportThatMeters());
    }
}
