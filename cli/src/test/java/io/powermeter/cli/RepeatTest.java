package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.powermeter.rapl.PowerTrace;
import io.powermeter.rapl.SimulatedRapl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --repeat}: one job several times. */
@Timeout(60)
class RepeatTest {
    /** Counts its runs, and names a phase in which it processes ten samples. */
    private static final String JOB = """
            echo run >>log; t=$(date +%s%N)
            echo '{"phase":"work","event":"begin","wall":'$t'}' >>$POWERMETER_EVENTS
            sleep 0.4; t=$(date +%s%N)
            echo '{"metric":"samples","value":10,"wall":'$t'}' >>$POWERMETER_EVENTS
            echo '{"phase":"work","event":"end","wall":'$t'}' >>$POWERMETER_EVENTS
            """;

    @TempDir
    Path folder;

    private MeterProcess.Running start(String script, String... options) throws Exception {
        String[] words = Stream.of(
                        List.of("run", "--report", "none"), List.of(options), List.of("--", "sh", "-c", script))
                .flatMap(List::stream)
                .toArray(String[]::new);
        return MeterProcess.in(folder).start(words);
    }

    private List<String> runs() throws Exception {
        return Files.readAllLines(folder.resolve("log"));
    }

    @Test
    void run_repeated_leavesAFolderForEachAndEndsWithMeans() throws Exception {
        SimulatedRapl rapl = SimulatedRapl.under(folder.resolve("machine"))
                .packagePower(PowerTrace.constant(50))
                .dram(false)
                .start();
        MeterProcess.Outcome outcome;
        try {
            outcome = start(
                            JOB,
                            "--sysfs-root",
                            "machine",
                            "--warmup",
                            "1",
                            "--repeat",
                            "2",
                            "--name",
                            "job",
                            "--out",
                            "out")
                    .await();
        } finally {
            rapl.close();
        }

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(runs()).hasSize(3);
        try (Stream<Path> kept = Files.list(folder.resolve("out"))) {
            assertThat(kept.map(run -> run.getFileName().toString())).containsExactlyInAnyOrder("1", "2");
        }
        assertThat(folder.resolve("out-warm-up-1")).doesNotExist();
        assertThat(RunFolder.info(folder.resolve("out/2")).get("name").textValue())
                .isEqualTo("job");
        assertThat(RunFolder.info(folder.resolve("out/2"))
                        .at("/settings/repeat")
                        .textValue())
                .isEqualTo("2 of 2");
        assertThat(outcome.err())
                .contains("powermeter: job, warm-up 1 of 1, exit code 0\n", "powermeter: job, run 2 of 2, ")
                .containsPattern("\npowermeter: job, 2 runs: mean . 95 % interval \\(Student t\\), energy MEASURED\n")
                .containsPattern("\n +n +energy +time +energy by sample .*\n  job  2  \\d.* . .* J ")
                .containsPattern("\n  phase +energy +energy by sample +time.*\n  work +\\d.* . .* J ");
    }

    @Test
    void run_secondOneFails_isTheLastAndItsExitCodeIsPassedThrough() throws Exception {
        MeterProcess.Outcome outcome = start("echo run >>log; test $(wc -l <log) -lt 2 || exit 7", "--repeat", "4")
                .await();

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(7);
        assertThat(runs()).hasSize(2);
        assertThat(outcome.err())
                .contains("sh, run 2 of 4, ", "exit code 7, runs/", "powermeter: sh, 1 of 4 runs: mean");
        try (Stream<Path> kept = Files.list(folder.resolve("runs"))) {
            assertThat(kept).hasSize(2);
        }
    }

    @Test
    void run_warmUpFails_noRunIsMade() throws Exception {
        MeterProcess.Outcome outcome = start("exit 9", "--repeat", "2", "--warmup", "1", "--out", "out")
                .await();

        assertThat(outcome.exitCode()).isEqualTo(9);
        assertThat(outcome.err()).isEqualTo("powermeter: sh, warm-up 1 of 1, exit code 9\n");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void signal_duringTheSecondRun_isTheLastAndTheFirstIsTold() throws Exception {
        assumeFalse(MeterProcess.ignoresInterrupts(), "skipped: whoever started the tests ignores SIGINT");
        MeterProcess.Running meter = start(
                "echo run >>log; test $(wc -l <log) -lt 2 || { echo up >up; exec sleep 30; }",
                "--repeat",
                "3",
                "--out",
                "out");
        Await.untilLine(folder.resolve("up"));
        meter.signal("INT");
        MeterProcess.Outcome outcome = meter.await();

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(130);
        assertThat(runs()).hasSize(2);
        assertThat(folder.resolve("out/2/run.json")).exists();
        assertThat(outcome.err()).contains("powermeter: sh, 1 of 3 runs: mean");
    }

    @Test
    void signal_betweenTwoRuns_keepsTheNextFromBeingStarted() throws Exception {
        MeterProcess.Running meter = start("echo run >>log", "--repeat", "2", "--cooldown", "1m", "--out", "out");
        Await.until(
                "the first run was told",
                () -> Files.readString(meter.errFile()).contains("run 1 of 2"));
        meter.signal("TERM");
        MeterProcess.Outcome outcome = meter.await();

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(143);
        assertThat(runs()).hasSize(1);
        assertThat(outcome.err()).contains("powermeter: sh, 1 of 2 runs: mean");
    }
}
