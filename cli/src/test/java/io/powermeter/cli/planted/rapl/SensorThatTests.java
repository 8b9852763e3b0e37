package io.powermeter.cli.planted.rapl;

import io.powermeter.cli.planted.junit.TestThatReadsASensor;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class SensorThatTests {
    static Object test() {
        return TestThatReadsASensor.sensor();
    }
}
