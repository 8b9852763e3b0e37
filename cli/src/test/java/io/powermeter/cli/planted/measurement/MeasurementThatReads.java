package io.powermeter.cli.planted.measurement;

import io.powermeter.cli.planted.host.HostThatSamples;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class MeasurementThatReads {
    static Object host() {
        return new HostThatSamples();
    }
}
