package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.rapl.SimulatedRapl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job is the user's: its code, its input, its outputs, whatever it does with them. */
class JobTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 7, 7", "kill -9 $$, 137", "kill -TERM $$, 143", "exit 3, 3"})
    void run_jobEnds_passesItsExitCodeThrough(String script, int exitCode) throws Exception {
        MeterProcess.Outcome outcome = meter().run("run", "--report", "json", "--out", "run", "--", "sh", "-c", script);

        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        assertThat(outcome.err()).contains("powermeter: sh,", "exit code " + exitCode);
        assertThat(RunFolder.summary(run()).get("exitCode").intValue()).isEqualTo(exitCode);
    }

    @Test
    void run_noSuchCommand_is127AndLeavesNothing() throws Exception {
        MeterProcess.Outcome outcome = meter().run("run", "--", "no-such-command");

        assertThat(outcome.exitCode()).isEqualTo(127);
        assertThat(outcome.err())
                .isEqualTo("powermeter: no-such-command: neither a bundled workload (see `powermeter workloads`) nor a"
                        + " command on the PATH.\n");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void run_noSuchFile_is127() throws Exception {
        MeterProcess.Outcome outcome = meter().run("run", "--", "./train.sh");

        assertThat(outcome.exitCode()).isEqualTo(127);
        assertThat(outcome.err()).isEqualTo("powermeter: ./train.sh: no such file.\n");
    }

    @Test
    void run_fileThatIsNotExecutable_is126() throws Exception {
        Files.writeString(folder.resolve("train.sh"), "#!/bin/sh\n");
        MeterProcess.Outcome outcome = meter().run("run", "--", "./train.sh");

        assertThat(outcome.exitCode()).isEqualTo(126);
        assertThat(outcome.err()).isEqualTo("powermeter: ./train.sh: permission denied: it is not executable.\n");
    }

    @Test
    void run_folder_is126() throws Exception {
        MeterProcess.Outcome outcome = meter().run("run", "--", "/tmp");

        assertThat(outcome.exitCode()).isEqualTo(126);
        assertThat(outcome.err()).isEqualTo("powermeter: /tmp: permission denied: it is a folder.\n");
    }

    @Test
    void run_scriptWhoseInterpreterIsMissing_is127AndLeavesNothing() throws Exception {
        Path script = Files.writeString(folder.resolve("train.sh"), "#!/no/such/interpreter\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        MeterProcess.Outcome outcome = meter().run("run", "--out", "run", "--", "./train.sh");

        assertThat(outcome.exitCode()).isEqualTo(127);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith("powermeter: ./train.sh: cannot be run: ");
        assertThat(run()).doesNotExist();
    }

    @Test
    void run_binaryInput_reachesTheJobAndComesOutUnchanged() throws Exception {
        byte[] bytes = new byte[10 * MEGABYTE];
        new Random(1).nextBytes(bytes);
        Path input = Files.write(folder.resolve("input"), bytes);
        MeterProcess.Outcome outcome = meter().input(input).run("run", "--quiet", "--report", "none", "--", "cat");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.outBytes()).isEqualTo(bytes);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void run_quiet_standardErrorIsTheJobsAlone() throws Exception {
        MeterProcess.Outcome outcome =
                meter().run("run", "--quiet", "--report", "none", "--", "sh", "-c", "echo out; printf 'err\\a' >&2");

        assertThat(outcome.out()).isEqualTo("out\n");
        assertThat(outcome.err()).isEqualTo("err\u0007");
    }

    @Test
    void run_notQuiet_standardOutputIsTheJobsAlone() throws Exception {
        MeterProcess.Outcome outcome =
                meter().run("run", "--report", "none", "--name", "one", "--", "sh", "-c", "echo out");

        assertThat(outcome.out()).isEqualTo("out\n");
        assertThat(outcome.err()).contains("powermeter: one,", "energy", "meter", "run     runs/");
    }

    @Test
    void run_jobThatClosesItsOutputs_isMeasuredAllTheSame() throws Exception {
        MeterProcess.Outcome outcome = meter().run(
                        "run",
                        "--report",
                        "json",
                        "--out",
                        "run",
                        "--",
                        "sh",
                        "-c",
                        "exec 0<&- 1>&- 2>&-; sleep 0.2; exit 5");

        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.err()).contains("exit code 5");
        assertThat(RunFolder.summary(run()).get("seconds").doubleValue()).isGreaterThan(0.15);
    }

    @Test
    void run_jobThatLeavesADaemon_endsWithTheJob() throws Exception {
        MeterProcess.Outcome outcome =
                meter().run("run", "--report", "json", "--out", "run", "--", "sh", "-c", "setsid sleep 20 & echo $!");

        assertThat(outcome.exitCode()).isZero();
        ProcessHandle daemon =
                ProcessHandle.of(Long.parseLong(outcome.out().strip())).orElseThrow();
        assertThat(daemon.isAlive()).as("the meter leaves the daemon alone").isTrue();
        daemon.destroy();
        assertThat(RunFolder.summary(run()).get("seconds").doubleValue()).isLessThan(5);
    }

    @Test
    void run_eventsOfAShellJob_becomePhasesAndMetrics() throws Exception {
        String script = "echo '{\"phase\":\"train\",\"event\":\"begin\"}' >>$POWERMETER_EVENTS; sleep 0.8;"
                + " echo '{\"metric\":\"accuracy\",\"value\":0.5}' >>$POWERMETER_EVENTS;"
                + " echo 'nonsense' >>$POWERMETER_EVENTS;"
                + " printf '{\"phase\":\"train\",\"event\":\"end\"}' >>$POWERMETER_EVENTS";
        MeterProcess.Outcome outcome = meter().run("run", "--report", "json", "--out", "run", "--", "sh", "-c", script);

        assertThat(outcome.exitCode()).isZero();
        JsonNode summary = RunFolder.summary(run());
        assertThat(summary.get("phases").get(0).get("name").textValue()).isEqualTo("train");
        assertThat(summary.get("phases").get(0).get("seconds").doubleValue()).isBetween(0.1, 5.0);
        assertThat(summary.get("metrics").get("accuracy").doubleValue()).isEqualTo(0.5);
        assertThat(summary.get("warnings").toString())
                .contains("1 lines of the job's event file were not understood and left out.");
        assertThat(run().resolve("job-events.jsonl")).doesNotExist();
    }

    @Test
    void run_jobThatRemovesItsEventFile_isMeasuredAllTheSame() throws Exception {
        MeterProcess.Outcome outcome = meter().run(
                        "run",
                        "--quiet",
                        "--out",
                        "run",
                        "--",
                        "sh",
                        "-c",
                        "rm $POWERMETER_EVENTS; mkdir $POWERMETER_EVENTS");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(run().resolve("reports/report.html")).isNotEmptyFile();
    }

    @Test
    void run_jobWithOptionsLikeTheMeters_getsThemAll() throws Exception {
        MeterProcess.Outcome outcome =
                meter().run("run", "--quiet", "--report", "none", "printf", "%s|", "--out", "x", "--", "--quiet");

        assertThat(outcome.out()).isEqualTo("--out|x|--|--quiet|");
    }

    @Test
    void run_sysfsWithoutSensors_isEstimatedAndSaysSo() throws Exception {
        Path sys = Files.createDirectories(folder.resolve("sys"));
        MeterProcess.Outcome outcome = meter().run(
                        "run",
                        "--report",
                        "json",
                        "--out",
                        "run",
                        "--sysfs-root",
                        sys.toString(),
                        "--",
                        "sleep",
                        "0.3");

        assertThat(outcome.err()).contains("ESTIMATED; the truth may lie between");
        assertThat(RunFolder.summary(run()).get("total").get("origin").textValue())
                .isEqualTo("ESTIMATED");
    }

    /** 300 J of a CPU that is believed to draw 1 kW at most are over after 0.3 s. */
    @Test
    void run_periodInWhichACounterMayWrapTwice_readsItMoreOften() throws Exception {
        try (SimulatedRapl machine = SimulatedRapl.under(folder.resolve("machine"))
                .rangeMicrojoules(300_000_000L)
                .start()) {
            String line = "run --quiet --report json --period 10s --out run --sysfs-root machine -- sleep 1";
            assertThat(meter().run(line.split(" ")).exitCode()).isZero();
            assertThat(machine.longestGapNanos()).as("the machine ran").isPositive();
        }
        JsonNode rapl = RunFolder.info(run()).get("samplers").get(0);
        assertThat(rapl.get("name").textValue()).isEqualTo("rapl");
        assertThat(rapl.get("periodNanos").doubleValue()).isCloseTo(150e6, within(1e3));
        assertThat(RunFolder.summary(run()).get("total").get("coverage").doubleValue())
                .isEqualTo(1);
    }

    private MeterProcess meter() {
        return MeterProcess.in(folder);
    }

    private Path run() {
        return folder.resolve("run");
    }
}
