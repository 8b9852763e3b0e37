package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.rapl.PowerTrace;
import io.powermeter.rapl.SimulatedRapl;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void calibrate_runWithAWattmeter_isKeptAndUsedByLaterRuns() throws Exception {
        record();
        MeterProcess meter = MeterProcess.in(folder);
        MeterProcess.Outcome outcome = meter.run("calibrate", "metered");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .startsWith("wall = 30.00 W + 1.200 x (CPU, memory, board) + 1.000 x GPU\nresidual ")
                .contains(" over 29 stretches of the run, from rapl/package-0\nkept in " + folder
                        + "/config/powermeter/");
        try (Stream<Path> files = Files.list(folder.resolve("config/powermeter"))) {
            assertThat(files).singleElement().asString().matches(".*/calibration-[0-9a-f]{12}\\.txt");
        }

        try (SimulatedRapl machine = SimulatedRapl.under(folder.resolve("machine"))
                .dram(false)
                .packagePower(PowerTrace.constant(50))
                .start()) {
            long before = System.nanoTime();
            MeterProcess.Outcome run = meter.run(
                    "run", "--sysfs-root", folder.resolve("machine").toString(), "--out", "run", "--", "sleep", "1");
            JsonNode summary = RunFolder.summary(folder.resolve("run"));
            double seconds = summary.get("seconds").doubleValue();
            double joules = summary.at("/total/joules").doubleValue();
            assertThat(run.err()).contains("at the wall, ESTIMATED by this machine's calibration");
            assertThat(joules).isLessThan(machine.joulesBetween(before, System.nanoTime()));
            assertThat(summary.at("/wallEstimate/joules").doubleValue())
                    .isCloseTo(30 * seconds + 1.2 * joules, within(0.5));
        }
    }

    @Test
    void calibrate_runWithoutAWattmeter_saysWhatToRecord() throws Exception {
        MeterProcess meter = MeterProcess.in(folder);
        meter.run("run", "--quiet", "--report", "none", "--out", "run", "--", "true");
        MeterProcess.Outcome outcome = meter.run("calibrate", "run");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("powermeter: The run has no wattmeter beside other sensors. Record one that has both:"
                        + " powermeter run --wattmeter ... --baseline 60s -- JOB.\n");
        assertThat(meter.run("calibrate", "nowhere").exitCode()).isEqualTo(2);
    }

    @Test
    void run_calibrationFileThatIsNone_isAnErrorWithTheRemedy() throws Exception {
        record();
        MeterProcess meter = MeterProcess.in(folder);
        meter.run("calibrate", "metered");
        try (Stream<Path> files = Files.list(folder.resolve("config/powermeter"))) {
            Files.writeString(files.findFirst().orElseThrow(), "rubbish");
        }
        MeterProcess.Outcome outcome = meter.run("run", "--", "true");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .endsWith(" is no calibration. Remove it, or make it anew with powermeter calibrate.\n")
                .hasLineCount(1);
    }

    /** A minute of a package between 20 and 80 W behind a plug that tells 30 W more and a fifth. */
    private void record() throws IOException {
        List<Channel> channels = List.of(
                Channel.of("rapl/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED),
                Channel.of("plug/power", Component.WALL, Quantity.POWER, Origin.MEASURED));
        RunInfo info = new RunInfo(
                "metered",
                List.of("true"),
                Instant.EPOCH,
                0,
                new Machine("cpu", 1, 1, 1, 1, "os", "none", "jvm"),
                List.of(new RunInfo.SamplerInfo("both", SECOND / 10, channels, List.of())),
                Map.of(),
                Map.of(),
                "test",
                null);
        try (RecordingWriter run = RecordingWriter.create(folder.resolve("metered"), info)) {
            run.mark(new Mark.JobBegin(0, 1));
            double joules = 0;
            for (int i = 0; i < 600; i++) {
                double watts = 50 + 30 * Math.sin(i / 70.0);
                run.samples("both").append(i * SECOND / 10, new double[] {joules, 30 + 1.2 * watts});
                joules += watts / 10;
            }
            run.mark(new Mark.JobEnd(60 * SECOND, 0));
            run.end(new RunInfo.End(60 * SECOND, 0, 0, 0));
        }
    }
}
