package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.rapl.SimulatedRapl;
import io.powermeter.recording.RecordingReader;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the meter is killed, and when it cannot write. */
class ReliabilityTest {
    @TempDir
    Path folder;

    @Test
    void kill9_ofTheMeter_leavesARunThatReadsUpToTheLastSecond() throws Exception {
        try (SimulatedRapl machine =
                SimulatedRapl.under(folder.resolve("machine")).start()) {
            MeterProcess.Running meter = MeterProcess.in(folder)
                    .start(
                            "run",
                            "--out",
                            "run",
                            "--sysfs-root",
                            "machine",
                            "--",
                            "sh",
                            "-c",
                            "echo $$ >up; exec sleep 30");
            Await.untilLine(folder.resolve("up"));
            long killAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            while (System.nanoTime() < killAt) {
                LockSupport.parkNanos(killAt - System.nanoTime());
            }
            long killed = System.nanoTime();
            meter.signal("KILL");
            assertThat(meter.await().exitCode()).isEqualTo(137);
            long job = Long.parseLong(Files.readString(folder.resolve("up")).strip());
            assertThat(ProcessHandle.of(job).map(ProcessHandle::destroy))
                    .as("the job outlives the meter")
                    .contains(true);

            MeterProcess.Outcome report = MeterProcess.in(folder).run("report", "--report", "json,html", "run");
            assertThat(report.exitCode()).as(report.err()).isZero();
            JsonNode summary = RunFolder.summary(folder.resolve("run"));
            assertThat(summary.get("endedEarly").booleanValue()).isTrue();
            assertThat(summary.get("warnings").get(0).textValue())
                    .startsWith(
                            "The recording ended early: the meter was killed, could not go on writing, or still runs;");
            long begin = jobBegin(folder.resolve("run"));
            double lost = (killed - begin) / 1e9 - summary.get("seconds").doubleValue();
            assertThat(lost).as("seconds lost").isBetween(-0.2, 1.0);
            double truth = machine.joulesBetween(
                    begin, begin + (long) (summary.get("seconds").doubleValue() * 1e9));
            // a simulator that a busy machine held back makes up for it later
            double late = truth / summary.get("seconds").doubleValue() * machine.longestGapNanos() / 1e9;
            assertThat(summary.get("total").get("joules").doubleValue()).isCloseTo(truth, within(truth * 0.05 + late));
            assertThat(Files.readString(folder.resolve("run/reports/report.html")))
                    .contains("ended early");
        }
    }

    @Test
    void kill9_ofMeterAndJobAtOnce_leavesARunThatReads() throws Exception {
        MeterProcess.Running meter = MeterProcess.in(folder)
                .start("run", "--out", "run", "--", "sh", "-c", "sleep 0.3; echo $$ >up; exec sleep 30");
        Await.untilLine(folder.resolve("up"));
        String job = Files.readString(folder.resolve("up")).strip();
        assertThat(shell("kill -KILL " + meter.process().pid() + " " + job)).isZero();
        meter.await();

        Summary summary = Summary.of(RecordingReader.read(folder.resolve("run")));
        assertThat(summary.recording().damages()).isEmpty();
        assertThat(summary.recording().endedEarly()).isTrue();
        assertThat(summary.warnings().get(0))
                .startsWith("The recording ended early: the meter was killed, could not go on writing, or still");
        assertThat(summary.energy().joules()).isPositive();
        assertThat(folder.resolve("run/reports")).doesNotExist();
    }

    @Test
    void run_twoMetersOneInTheOther_eachHearsItsOwnJob() throws Exception {
        MeterProcess inner = MeterProcess.in(folder);
        Path job = Files.writeString(
                folder.resolve("inner.sh"),
                "echo '{\"metric\": \"inside\", \"value\": 1}' >>$POWERMETER_EVENTS\n" + "exit 4\n");
        Path script = Files.writeString(
                folder.resolve("outer.sh"),
                "echo '{\"metric\": \"outside\", \"value\": 2}' >>$POWERMETER_EVENTS\n"
                        + inner.line("run", "--quiet", "--out", "inner", "--report", "none", "--", "sh", job.toString())
                        + "\n");
        MeterProcess.Outcome outcome =
                inner.run("run", "--quiet", "--out", "outer", "--report", "none", "--", "sh", script.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(4);
        assertThat(Summary.of(RecordingReader.read(folder.resolve("inner"))).metrics())
                .containsOnlyKeys("inside");
        assertThat(Summary.of(RecordingReader.read(folder.resolve("outer"))).metrics())
                .containsOnlyKeys("outside");
    }

    @Test
    void report_ofARunThatGoesOn_saysThatItHasNotEnded() throws Exception {
        MeterProcess.Running meter = MeterProcess.in(folder)
                .start(
                        "run",
                        "--quiet",
                        "--report",
                        "none",
                        "--out",
                        "run",
                        "--",
                        "sh",
                        "-c",
                        "echo up >up; while [ ! -e seen ]; do sleep 0.1; done");
        Await.untilLine(folder.resolve("up"));
        MeterProcess.Outcome report = MeterProcess.in(Files.createDirectory(folder.resolve("elsewhere")))
                .run(
                        "report",
                        "--report",
                        "json",
                        "--to",
                        folder.resolve("early").toString(),
                        folder.resolve("run").toString());
        Files.createFile(folder.resolve("seen"));

        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(Files.readString(folder.resolve("early/summary.json"))).contains("\"endedEarly\": true");
        assertThat(meter.await().exitCode()).isZero();
    }

    @Test
    void run_diskFull_jobGoesOnAndWhatWasWrittenReads() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                shell("mount -t tmpfs -o size=64k none " + disk) == 0,
                "skipped: a full disk needs a small one, and mounting one needs root");
        try {
            MeterProcess.Outcome outcome = MeterProcess.in(folder)
                    .run(
                            "run",
                            "--report",
                            "json",
                            "--out",
                            "disk/run",
                            "--period",
                            "2ms",
                            "--",
                            "sh",
                            "-c",
                            "sleep 0.5; head -c 1000000 /dev/zero >disk/fill; sleep 1; echo done; exit 0");

            assertThat(outcome.out()).as("the job goes on").isEqualTo("done\n");
            assertThat(outcome.exitCode()).isEqualTo(3);
            assertThat(outcome.err())
                    .contains(
                            "powermeter: Cannot go on recording to disk/run: No space left on device. What was written until then can be read.");
            MeterProcess.Outcome report =
                    MeterProcess.in(folder).run("report", "--report", "json", "--to", "elsewhere", "disk/run");
            assertThat(report.exitCode()).as(report.err()).isZero();
            assertThat(Files.readString(folder.resolve("elsewhere/summary.json")))
                    .contains("\"joules\"");
        } finally {
            shell("umount " + disk);
        }
    }

    @Test
    void run_diskFullAndJobFailed_keepsTheJobsExitCode() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                shell("mount -t tmpfs -o size=64k none " + disk) == 0,
                "skipped: a full disk needs a small one, and mounting one needs root");
        try {
            MeterProcess.Outcome outcome = MeterProcess.in(folder)
                    .run(
                            "run",
                            "--out",
                            "disk/run",
                            "--",
                            "sh",
                            "-c",
                            "head -c 1000000 /dev/zero >disk/fill; sleep 0.5; exit 6");

            assertThat(outcome.exitCode()).isEqualTo(6);
            assertThat(outcome.err()).contains("No space left on device");
        } finally {
            shell("umount " + disk);
        }
    }

    @Test
    void run_folderThatVanishes_jobGoesOnAndTheMeterSaysSo() throws Exception {
        MeterProcess.Outcome outcome = MeterProcess.in(folder)
                .run("run", "--report", "json", "--out", "run", "--", "sh", "-c", "rm -r run; sleep 0.3; echo done");

        assertThat(outcome.out()).isEqualTo("done\n");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("powermeter: ").contains("run").doesNotContain("\tat ");
    }

    private static long jobBegin(Path run) throws IOException {
        long start = RunFolder.info(run).get("start").get("monotonicNanos").longValue();
        return start + RunFolder.events(run).get(0).get("elapsed_ns").longValue();
    }

    private static int shell(String script) throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/sh", "-c", script + " 2>/dev/null")
                .start()
                .waitFor();
    }
}
