package io.powermeter.cli.planted.rapl;

import io.powermeter.cli.planted.exporters.Exporter;
import io.prometheus.metrics.model.snapshots.Labels;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class SensorThatExports {
    static Object export() {
        return Labels.EMPTY.isEmpty() ? new Exporter() : "";
    }
}
