package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachCommandTest {
    @TempDir
    Path folder;

    private Process job;

    private void startJob(String script) throws Exception {
        job = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectOutput(new File(folder.toFile(), "out"))
                .start();
    }

    @AfterEach
    void endJob() {
        if (job != null) {
            job.descendants().forEach(ProcessHandle::destroyForcibly);
            job.destroyForcibly();
        }
    }

    private MeterProcess.Running attach(String... options) throws Exception {
        String[] words = {"attach", Long.toString(job.pid()), "--report", "json", "--out", "run", "--name", "server"};
        String[] all = Stream.of(words, options).flatMap(Arrays::stream).toArray(String[]::new);
        return MeterProcess.in(folder).start(all);
    }

    /** The job works before: that is not billed. Then its child works as much again, and that is. */
    @Test
    void attach_processThatWorkedBefore_billsOnlyWhatItAndItsChildrenDoFromThenOn() throws Exception {
        String burn = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
        startJob(burn + "; times >before; touch ready; while [ ! -e go ]; do sleep 0.05; done; sh -c '" + burn
                + "; times >after; sleep 0.5'; exit 7");
        Await.until("the job worked", () -> Files.exists(folder.resolve("ready")));
        MeterProcess.Running meter = attach();
        Await.until(
                "the meter measures",
                () -> Files.exists(run().resolve("events.jsonl"))
                        && Files.readString(run().resolve("events.jsonl")).contains("begin"));
        Files.createFile(folder.resolve("go"));
        MeterProcess.Outcome outcome = meter.await();

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("powermeter: server, ", "process " + job.pid() + " ended", "(process tree)");
        double before = JobTruth.cpuSeconds(Files.readString(folder.resolve("before")));
        double after = JobTruth.cpuSeconds(Files.readString(folder.resolve("after")));
        double billed = RunFolder.summary(run()).get("job").get("cpuSeconds").doubleValue();
        assertThat(before).isGreaterThan(0.04);
        assertThat(billed).as("it waits for files too").isBetween(0.9 * after - 0.01, after + 0.5 * before);
        assertThat(RunFolder.info(run()).get("command").get(0).textValue()).isEqualTo("sh");
        assertThat(RunFolder.summary(run()).has("exitCode")).isFalse();
    }

    /** A process may give itself any name. */
    @Test
    void attach_redacted_isCalledByItsProgram() throws Exception {
        startJob("echo hunter2 >/proc/self/comm; echo up >ready; sleep 30; echo");
        Await.untilLine(folder.resolve("ready"));
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .run("attach", "--redact", "--for", "300ms", "--out", "run", Long.toString(job.pid()));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("powermeter: sh, ").doesNotContain("hunter2");
        for (String file : new String[] {"run.json", "processes.csv", "reports/summary.json", "reports/report.html"}) {
            assertThat(Files.readString(run().resolve(file))).as(file).doesNotContain("hunter2");
        }
    }

    @Test
    void attach_forATime_endsByItselfAndLeavesTheProcessAlone() throws Exception {
        startJob("sleep 30");
        MeterProcess.Outcome outcome = attach("--for", "300ms").await();

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("process " + job.pid() + " goes on");
        assertThat(RunFolder.summary(run()).get("seconds").doubleValue()).isBetween(0.3, 5.0);
        assertThat(job.isAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = "TERM")
    void attach_signal_endsTheMeterAndNotTheProcess(String signal) throws Exception {
        startJob("trap 'echo told >told' " + signal + "; while :; do sleep 0.1; done");
        MeterProcess.Running meter = attach();
        Await.until(
                "the meter measures",
                () -> Files.exists(run().resolve("events.jsonl"))
                        && Files.readString(run().resolve("events.jsonl")).contains("begin"));
        meter.signal(signal);
        MeterProcess.Outcome outcome = meter.await();

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode summary = RunFolder.summary(run());
        assertThat(summary.get("endedEarly").booleanValue()).isFalse();
        assertThat(job.isAlive()).isTrue();
        assertThat(folder.resolve("told")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4194305 | There is no process 4194305 that runs and may be seen. `ps -e` lists those that do.",
                "sshd | Invalid value for positional parameter at index 0 (PID): 'sshd' is not a long. See `powermeter attach"
                        + " --help`."
            })
    void attach_noSuchProcess_isToldInOneLine(String pid, String message) throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder).run("attach", pid);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("powermeter: " + message + "\n");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private Path run() {
        return folder.resolve("run");
    }
}
