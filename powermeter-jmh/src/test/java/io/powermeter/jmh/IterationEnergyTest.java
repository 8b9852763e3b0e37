package io.powermeter.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.Host;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.recording.RecordingException;
import io.powermeter.summary.PhaseEnergy;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IterationEnergyTest {
    @TempDir
    Path root;

    /** Returns what is told of 100 operations that drew 30 J in 2 s, of which the idle machine would have drawn 10 J. */
    private List<String> told(double cpuSeconds, double idleJoules, @Nullable String unresolved)
            throws RecordingException {
        Run run = PowerMeter.builder()
                .host(Host.at(root.resolve("nothing")))
                .recordTo(root)
                .build()
                .start("x");
        run.close();
        PhaseEnergy phase = new PhaseEnergy(
                "iteration", 1, 0, 2, cpuSeconds, Double.NaN, Map.of(), 30, 15, Double.NaN, 1, 0, unresolved);
        return new IterationEnergy(run.summary(), phase, idleJoules, 100)
                .results().stream()
                        .map(result -> String.format(
                                Locale.ROOT, "%s %.2f %s", result.getLabel(), result.getScore(), result.getScoreUnit()))
                        .toList();
    }

    @Test
    void results_everythingIsKnown_areOfOneOperation() throws RecordingException {
        assertThat(told(2, 10, null))
                .containsExactly(
                        "powermeter.gross.estimated 0.30 J/op",
                        "powermeter.net.estimated 0.20 J/op",
                        "powermeter.job.estimated 0.15 J/op",
                        "powermeter.power.estimated 15.00 W",
                        "powermeter.coverage 1.00 1");
    }

    @Test
    void results_neitherFloorNorCpuTimeIsKnown_areWithoutThem() throws RecordingException {
        assertThat(told(Double.NaN, Double.NaN, null))
                .containsExactly(
                        "powermeter.gross.estimated 0.30 J/op",
                        "powermeter.power.estimated 15.00 W",
                        "powermeter.coverage 1.00 1");
    }

    @Test
    void results_tooShortForTheSensor_areNoJoules() throws RecordingException {
        assertThat(told(2, 10, "too short"))
                .containsExactly("powermeter.unresolved 1.00 iterations", "powermeter.coverage 1.00 1");
    }
}
