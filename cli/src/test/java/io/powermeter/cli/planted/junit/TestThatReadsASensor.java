package io.powermeter.cli.planted.junit;

import io.powermeter.cli.planted.rapl.SensorThatTests;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class TestThatReadsASensor {
    public static Object sensor() {
        return new SensorThatTests();
    }
}
