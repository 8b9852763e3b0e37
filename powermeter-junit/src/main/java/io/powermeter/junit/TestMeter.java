package io.powermeter.junit;

import io.powermeter.meter.PowerMeter;
import io.powermeter.recording.RecordingException;
import io.powermeter.summary.IdleFloor;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The meter of all tests of an execution, and the idle floor that it found first. */
record TestMeter(PowerMeter meter, @Nullable IdleFloor floor, boolean keepsRecordings) {
    static TestMeter of(EnergySettings settings) throws RecordingException, InterruptedException {
        PowerMeter.Builder builder = PowerMeter.builder()
                .host(settings.host())
                .recordTo(settings.records().orElse(Path.of(System.getProperty("java.io.tmpdir"))));
        PowerMeter meter;
        try {
            meter = builder.period(settings.period()).build();
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("powermeter.period: " + e.getMessage(), e);
        }
        Duration baseline = settings.baseline();
        IdleFloor floor = baseline.isZero() ? null : meter.idleFloor(baseline);
        return new TestMeter(meter, floor, settings.records().isPresent());
    }

    TestMeasurement start(String test) throws RecordingException {
        return new TestMeasurement(this, meter.start(test), test);
    }
}
