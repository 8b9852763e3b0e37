package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.rapl.SimulatedRapl;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wide bounds, as the machines of a build are noisy; docs/accuracy.md has the measured cost. */
class MeterCostTest {
    private static final double HIGHEST_CORE_SHARE = 0.05;
    private static final double HIGHEST_BYTES = 120e6;

    @TempDir
    Path folder;

    @Test
    void run_jobThatSleeps_meterCostsLittle() throws Exception {
        try (SimulatedRapl machine =
                SimulatedRapl.under(folder.resolve("machine")).sockets(2).start()) {
            MeterProcess.Outcome outcome = MeterProcess.in(folder)
                    .run("run", "--report", "json", "--out", "run", "--sysfs-root", "machine", "--", "sleep", "6");

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.err())
                    .containsPattern(
                            "\n  meter +[0-9.]+ m?s of CPU time \\([0-9.]+ % of one core\\), [0-9.]+ MiB, about [0-9.]+ .?J");
            JsonNode meter = RunFolder.summary(folder.resolve("run")).get("meter");
            System.out.println("the meter while its job sleeps 6 s: " + meter
                    + "; simulated counters stood still for up to " + machine.longestGapNanos() / 1_000_000 + " ms");
            assertThat(meter.get("coreShare").doubleValue()).isBetween(0.0, HIGHEST_CORE_SHARE);
            assertThat(meter.get("rssBytes").doubleValue()).isBetween(10e6, HIGHEST_BYTES);
        }
    }
}
