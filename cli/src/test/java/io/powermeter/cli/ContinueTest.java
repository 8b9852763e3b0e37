package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.rapl.PowerTrace;
import io.powermeter.rapl.SimulatedRapl;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --continue}: a run in several goes. */
class ContinueTest {
    @TempDir
    Path folder;

    @Test
    void continue_twice_isOneRunOfTwoSegmentsThatCanBeExportedAndImported() throws Exception {
        MeterProcess meter = MeterProcess.in(folder);
        Path root = folder.resolve("machine");
        try (SimulatedRapl rapl = SimulatedRapl.under(root)
                .packagePower(PowerTrace.constant(50))
                .dram(false)
                .start()) {
            long before = System.nanoTime();
            String[] words = {
                "run", "--sysfs-root", root.toString(), "--report", "json", "--out", "run", "--continue", "--"
            };
            assertThat(meter.run(with(words, "sleep", "0.4")).exitCode()).isZero();
            byte[] first = Files.readAllBytes(folder.resolve("run/samples-rapl.csv"));
            MeterProcess.Outcome second = meter.run(with(words, "sh", "-c", "sleep 0.4; exit 5"));

            assertThat(second.exitCode()).as(second.err()).isEqualTo(5);
            assertThat(second.err()).contains("This run has 2 segments, begun ", "Segment 2 ran another command");
            assertThat(folder.resolve("run/samples-rapl.csv")).hasBinaryContent(first);
            double all = rapl.joulesBetween(before, System.nanoTime());
            assertThat(RunFolder.summary(folder.resolve("run"))
                            .at("/total/joules")
                            .doubleValue())
                    .isBetween(1.0, all); // a loaded machine moves the simulated counter late
        }
        JsonNode summary = RunFolder.summary(folder.resolve("run"));
        assertThat(summary.get("exitCode").intValue()).isEqualTo(5);
        double joules = summary.at("/total/joules").doubleValue();
        assertThat(summary.get("seconds").doubleValue())
                .isGreaterThan(0.75); // both goes; a loaded machine sees a job's begin late

        assertThat(meter.run("export", "--format", "aipowermeter", "run", "exported")
                        .exitCode())
                .isZero();
        assertThat(meter.run("import", "exported", "--out", "back").out()).isEqualTo("back\n");
        assertThat(meter.run("report", "--report", "json", "back").exitCode()).isZero();
        assertThat(RunFolder.summary(folder.resolve("back")).at("/total/joules").doubleValue())
                .isCloseTo(joules, within(1e-3 * joules));
    }

    private static String[] with(String[] words, String... job) {
        String[] all = java.util.Arrays.copyOf(words, words.length + job.length);
        System.arraycopy(job, 0, all, words.length, job.length);
        return all;
    }
}
