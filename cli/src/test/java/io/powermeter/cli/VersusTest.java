package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.powermeter.rapl.PowerTrace;
import io.powermeter.rapl.SimulatedRapl;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code run A --vs B}: several jobs in turn, and their comparison, made again by {@code compare}. */
@Timeout(60)
class VersusTest {
    @TempDir
    Path folder;

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    @ResourceLock(Resources.SYSTEM_OUT)
    void run_twoJobs_areRunInTurnAndCompared() throws Exception {
        SimulatedRapl rapl = SimulatedRapl.under(folder.resolve("machine"))
                .packagePower(PowerTrace.constant(50))
                .dram(false)
                .start();
        MeterProcess.Outcome outcome;
        try {
            outcome = MeterProcess.in(folder)
                    .run(
                            "run",
                            "--sysfs-root",
                            "machine",
                            "--report",
                            "json",
                            "--repeat",
                            "2",
                            "--warmup",
                            "1",
                            "--out",
                            "out",
                            "--",
                            "sh",
                            "-c",
                            "echo A >>log; sleep 0.05",
                            "--vs",
                            "sh",
                            "-c",
                            "echo B >>log; sleep 0.3");
        } finally {
            rapl.close();
        }

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("log"))).containsExactly("A", "B", "A", "B", "A", "B");
        assertThat(folder.resolve("out").toFile().list())
                .containsExactlyInAnyOrder("sh-echo-A-log-sleep-0.05", "sh-echo-B-log-sleep-0.3", "comparison");
        assertThat(folder.resolve("out/sh-echo-A-log-sleep-0.05/2/run.json")).exists();
        assertThat(outcome.err())
                .containsPattern(
                        "\npowermeter: 2 groups, 4 runs: mean . 95 % interval \\(Student t\\), energy MEASURED\n")
                .containsPattern(
                        "\n  beside sh echo A >>log; sleep 0.05:\n    energy +sh echo B >>log; sleep 0.3  [\\d.]+ of it \\(")
                .contains("\n  report  out/comparison/comparison.json\n");

        Path again = folder.resolve("again");
        assertThat(Main.run(
                        "compare",
                        "--report",
                        "json",
                        "--to",
                        again.toString(),
                        folder.resolve("out").toString()))
                .isZero();
        JsonNode comparison =
                new ObjectMapper().readTree(again.resolve("comparison.json").toFile());
        assertThat(comparison.get("baseline").textValue()).isEqualTo("sh echo A >>log; sleep 0.05");
    }
}
