package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that does not end by itself. */
@Timeout(60)
class TimeLimitTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path folder;

    @Test
    void run_jobThatNeverEnds_isToldOnceItsTimeIsOver() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .environment("POWERMETER_TIMEOUT", "0.7s")
                .run(
                        "run",
                        "--report",
                        "json",
                        "--out",
                        "run",
                        "--",
                        "sh",
                        "-c",
                        "trap 'echo told; exit 0' TERM; while :; do sleep 0.05; done");

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(124);
        assertThat(outcome.out()).isEqualTo("told\n");
        JsonNode summary = RunFolder.summary(folder.resolve("run"));
        assertThat(summary.get("exitCode").intValue()).isEqualTo(124);
        assertThat(summary.get("seconds").doubleValue()).isGreaterThanOrEqualTo(0.7);
        assertThat(summary.get("warnings"))
                .extracting(JsonNode::textValue)
                .contains("The job's time (--timeout) was over: it was told to end, and ended with exit code 0.");
        assertThat(RunFolder.info(folder.resolve("run")).at("/settings/timeout").textValue())
                .isEqualTo("0.7 s");
    }

    @Test
    void enforce_jobThatIgnoresTerm_isKilledAfterTheGraceWithItsChildren() throws Exception {
        List<ProcessHandle> processes = end("trap '' TERM; sleep 30 & echo $! >child; echo up >up; wait; wait");

        assertThat(processes).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    /** The shell ends at once; what it started has the grace, and then ends as well. */
    @Test
    void endTheRest_childThatIgnoresTerm_isKilledAfterTheGrace() throws Exception {
        List<ProcessHandle> processes =
                end("(trap '' TERM; while :; do sleep 0.05; done) & echo $! >child; echo up >up; wait");

        assertThat(processes).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void waitNanos_noLimit_isNeverOver() throws Exception {
        TimeLimit limit = new TimeLimit(null, SHORT);
        Process job = new ProcessBuilder("sleep", "30").start();
        limit.start(job, List::of);
        assertThat(limit.waitNanos(7)).isEqualTo(7);
        limit.enforce();
        limit.endTheRest();
        assertThat(limit.isOver()).isFalse();
        assertThat(job.isAlive()).isTrue();
        job.destroyForcibly().waitFor();
    }

    /** A daemon has left its parents; it is the job's all the same where the job has a control group. */
    @Test
    void run_jobThatLeavesADaemon_endsItToo() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .run(
                        "run",
                        "--timeout",
                        "1s",
                        "--report",
                        "json",
                        "--out",
                        "run",
                        "--",
                        "sh",
                        "-c",
                        "(setsid sleep 60 & echo $! >child); sleep 60");
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(124);
        Optional<ProcessHandle> daemon = ProcessHandle.of(
                Long.parseLong(Files.readString(folder.resolve("child")).strip()));
        boolean lives = daemon.filter(ProcessHandle::isAlive).isPresent();
        daemon.ifPresent(ProcessHandle::destroyForcibly);
        String source =
                RunFolder.summary(folder.resolve("run")).at("/job/cpuSource").textValue();
        assumeTrue(source.equals("cgroup v2"), "skipped: no control group can be made here");
        assertThat(lives).isFalse();
    }

    /** Runs a script until it says that it is up, lets its time be over, and returns the shell and its child. */
    private List<ProcessHandle> end(String script) throws Exception {
        Process job = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .start();
        Await.untilLine(folder.resolve("up"));
        List<ProcessHandle> processes = new ArrayList<>(List.of(job.toHandle(), child()));
        TimeLimit limit = new TimeLimit(Duration.ofMillis(1), SHORT);
        limit.start(job, List::of);
        while (!job.waitFor(limit.waitNanos(Long.MAX_VALUE), TimeUnit.NANOSECONDS)) {
            limit.enforce();
        }
        limit.endTheRest();
        for (ProcessHandle process : processes) {
            process.onExit().get(10, TimeUnit.SECONDS);
        }
        return processes;
    }

    private ProcessHandle child() throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }
}
