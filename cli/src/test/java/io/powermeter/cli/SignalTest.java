package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals are the job's: it is told once, decides itself, and what was measured is reported. */
class SignalTest {
    static final String SKIPPED = "skipped: SIGINT is ignored by what started the tests, and so by every job";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void signal_jobThatHandlesIt_isToldOnceAndKeepsItsExitCode(String signal) throws Exception {
        assumeFalse(signal.equals("INT") && MeterProcess.ignoresInterrupts(), SKIPPED);
        MeterProcess.Running meter = startJob("trap 'echo told >>told; n=$((n+1))' " + signal + "; echo up >up;"
                + " while [ -z \"$n\" ]; do sleep 0.05; done; sleep 0.3; exit 9");
        meter.signal(signal);
        MeterProcess.Outcome outcome = meter.await();

        assertThat(outcome.exitCode()).isEqualTo(9);
        assertThat(folder.resolve("told")).hasContent("told");
        assertThat(RunFolder.summary(run()).get("exitCode").intValue()).isEqualTo(9);
        assertThat(RunFolder.summary(run()).get("endedEarly").booleanValue()).isFalse();
    }

    @Test
    void signal_jobThatDoesNotHandleIt_endsAsAShellSays() throws Exception {
        MeterProcess.Running meter = startJob("echo up >up; exec sleep 20");
        meter.signal("TERM");
        MeterProcess.Outcome outcome = meter.await();

        assertThat(outcome.exitCode()).isEqualTo(143);
        assertThat(RunFolder.summary(run()).get("exitCode").intValue()).isEqualTo(143);
        assertThat(RunFolder.summary(run()).get("seconds").doubleValue()).isLessThan(15);
    }

    @Test
    void signal_jobThatIgnoresIt_goesOn() throws Exception {
        MeterProcess.Running meter = startJob("trap '' TERM; echo up >up; sleep 0.5; exit 4");
        meter.signal("TERM");

        assertThat(meter.await().exitCode()).isEqualTo(4);
    }

    /** The JVM tells its threads on SIGQUIT; SIGPIPE means nothing to it. SIGUSR2 is the JVM's own, and ends a JDK 17. */
    @Test
    void signal_thatIsNoEnd_harmsNothingAndUsr1ReachesTheJob() throws Exception {
        MeterProcess.Running meter =
                startJob("trap 'n=1' USR1; echo up >up; while [ -z \"$n\" ]; do sleep 0.05; done; exit 9");
        for (String signal : new String[] {"QUIT", "PIPE", "USR1"}) {
            meter.signal(signal);
        }
        MeterProcess.Outcome outcome = meter.await();

        assertThat(outcome.exitCode()).isEqualTo(9);
        assertThat(outcome.out()).as("the job's").isEmpty();
        assertThat(outcome.err()).contains("Full thread dump");
        assertThat(RunFolder.summary(run()).get("endedEarly").booleanValue()).isFalse();
    }

    @Test
    void signal_stopOfTheJobAndThenOfTheMeter_stopsOnlyThatOne() throws Exception {
        MeterProcess.Running meter =
                startJob("echo $$ >up; while [ ! -e go ]; do sleep 0.05; done; echo over >over; exit 6");
        long job = Long.parseLong(Files.readString(folder.resolve("up")).strip());
        MeterProcess.signal("STOP", job);
        Await.untilStopped(job);
        MeterProcess.signal("CONT", job);
        meter.signal("STOP");
        Await.untilStopped(meter.process().pid());
        Files.createFile(folder.resolve("go"));
        Await.untilLine(folder.resolve("over"));
        meter.signal("CONT");

        assertThat(meter.await().exitCode()).isEqualTo(6);
        assertThat(RunFolder.summary(run()).get("exitCode").intValue()).isEqualTo(6);
    }

    /** Reports of many phases take a while, and the meter is stopped meanwhile: whoever signals then does not want to wait. */
    @Test
    void signal_afterTheJob_endsTheMeterAtOnce() throws Exception {
        MeterProcess.Running meter =
                MeterProcess.in(folder).start("run", "--quiet", "--out", "run", "--", "sh", "-c", """
                        i=0
                        while [ $i -lt 10000 ]; do
                          echo '{"phase": "'$i'", "event": "begin"}' >>"$POWERMETER_EVENTS"
                          i=$((i+1))
                        done""");
        Await.until(
                "the job is recorded as over",
                () -> Files.exists(run().resolve("run.json"))
                        && Files.readString(run().resolve("run.json")).contains("\"exitCode\""));
        meter.signal("STOP");
        long over = System.nanoTime();
        Await.until("signals are no longer the job's", () -> System.nanoTime() - over > 1_500_000_000L);
        meter.signal("TERM");
        meter.signal("CONT");

        assertThat(meter.await().exitCode()).isEqualTo(143);
        assertThat(run().resolve("events.jsonl")).isNotEmptyFile();
        assertThat(run().resolve("reports/summary.json")).doesNotExist();
    }

    /** Ctrl-C ends job and meter alike: whichever the meter hears of first, the report is made. */
    @Test
    void signal_asTheJobEnds_isTheJobsAndTheReportIsMade() throws Exception {
        MeterProcess.Running meter = startJob("trap '' TERM; kill -TERM $PPID; echo up >up; exit 5");

        assertThat(meter.await().exitCode()).isEqualTo(5);
        assertThat(RunFolder.summary(run()).get("exitCode").intValue()).isEqualTo(5);
    }

    @Test
    void signal_duringTheBaselineAfterTheJob_cutsItShort() throws Exception {
        MeterProcess.Running meter = MeterProcess.in(folder)
                .start("run", "--baseline", "3s", "--report", "json", "--out", "run", "--", "true");
        Path events = run().resolve("events.jsonl");
        Await.until(
                "the job is over",
                () -> Files.exists(events) && Files.readString(events).contains("\"job\":\"end\""));
        long over = System.nanoTime();
        Await.until("signals are no longer the job's", () -> System.nanoTime() - over > 1_500_000_000L);
        meter.signal("TERM");

        assertThat(meter.await().exitCode()).isZero();
        assertThat(RunFolder.summary(run()).get("exitCode").intValue()).isZero();
    }

    @Test
    void signal_duringTheBaseline_endsBeforeTheJob() throws Exception {
        assumeFalse(MeterProcess.ignoresInterrupts(), SKIPPED);
        MeterProcess.Running meter = MeterProcess.in(folder)
                .start("run", "--baseline", "20s", "--report", "json", "--out", "run", "--", "touch", "ran");
        Await.until(
                "the baseline began",
                () -> Files.exists(run().resolve("events.jsonl"))
                        && Files.readString(run().resolve("events.jsonl")).contains("baseline"));
        meter.signal("INT");

        assertThat(meter.await().exitCode()).isEqualTo(130);
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    private MeterProcess.Running startJob(String script) throws Exception {
        MeterProcess.Running meter = MeterProcess.in(folder)
                .start("run", "--quiet", "--report", "json", "--out", "run", "--", "sh", "-c", script);
        Await.untilLine(folder.resolve("up"));
        return meter;
    }

    private Path run() {
        return folder.resolve("run");
    }
}
