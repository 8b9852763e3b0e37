package io.powermeter.tdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.host.FakeHost;
import io.powermeter.measurement.Origin;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.recording.RecordingException;
import io.powermeter.summary.Summary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run on a machine without sensors whose CPUs are never busy: the estimate, found on the class path, is its idle power. */
@Timeout(30)
class EstimatedRunTest {
    private static final double IDLE_WATTS = 20;

    @TempDir
    Path root;

    private PowerMeter meter(OptionalDouble tdp, double idleWatts) {
        FakeHost host = FakeHost.empty(root.resolve("machine")).put("/proc/stat", "cpu 0 0 0 0 0 0 0 0 0 0");
        return PowerMeter.builder()
                .host(host)
                .recordTo(root.resolve("runs"))
                .period(Duration.ofMillis(5))
                .estimate(new EstimateSettings(tdp, OptionalDouble.of(idleWatts)))
                .build();
    }

    @Test
    void start_noSensors_estimatesRunAndPhase() throws RecordingException {
        Run run = meter(OptionalDouble.of(100), IDLE_WATTS).start("a run");
        try (run) {
            run.phase("train").close();
            long end = System.nanoTime() + 100_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        Summary summary = run.summary();
        assertThat(summary.energy().origin()).isEqualTo(Origin.ESTIMATED);
        double cpu = summary.channels().stream()
                .filter(c -> c.channel().id().equals("estimate/cpu"))
                .mapToDouble(c -> c.joules())
                .sum();
        int chips = Math.max(1, summary.recording().info().machine().sockets());
        assertThat(cpu).isCloseTo(chips * IDLE_WATTS * summary.window().seconds(), within(0.02 * cpu));
        assertThat(summary.phasesByName().get(0).joules())
                .isLessThanOrEqualTo(summary.energy().joules());
    }

    @Test
    void start_settingsThatContradictTheTable_saysWhatToGive() {
        PowerMeter meter = meter(OptionalDouble.empty(), 1e6);
        assertThatThrownBy(() -> meter.start("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give another --idle-watts or --tdp");
        assertThat(root.resolve("runs")).doesNotExist();
    }
}
