package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RunInfo;
import io.powermeter.workloads.kernel.Backends;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled workload inside the meter, as the README's first command runs it. */
class SgdRunTest {
    @TempDir
    Path folder;

    @Test
    void run_learningRateMuchTooHigh_isToldAndLeavesARecordingThatReads() throws Exception {
        MeterProcess.Outcome outcome =
                MeterProcess.in(folder).run("run", "--out", "run", "--", "sgd", "--model", "mlp", "--lr", "1e30");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err().lines().findFirst())
                .hasValue("powermeter: sgd: Training diverged: the loss is NaN in epoch 1, batch 2, with learning rate"
                        + " 1.0E30. Try a lower --lr.");
        Recording recording = RecordingReader.read(folder.resolve("run"));
        assertThat(recording.damages()).isEmpty();
        assertThat(recording.info().end()).extracting(RunInfo.End::exitCode).isEqualTo(1);
        assertThat(recording.marks())
                .extracting(mark -> mark instanceof Mark.PhaseEnd end ? end.phase() : "")
                .contains("train")
                .doesNotContain("test");
    }

    @Test
    void run_sgd_trainsAndReports() throws Exception {
        MeterProcess.Outcome outcome =
                MeterProcess.in(folder).run("run", "--out", "run", "--", "sgd", "--model", "softmax", "--epochs", "1");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .startsWith("train.samples 10000  loss ")
                .contains("  accuracy ")
                .hasLineCount(1);
        assertThat(outcome.err()).contains("powermeter: sgd,", "train", "report  run/reports/report.html");
        Path reports = folder.resolve("run").resolve("reports");
        assertThat(reports.resolve("report.html")).isNotEmptyFile();
        assertThat(reports.resolve("power.png")).isNotEmptyFile();
        JsonNode summary = RunFolder.summary(folder.resolve("run"));
        List<String> phases = new ArrayList<>();
        summary.get("phases").forEach(phase -> phases.add(phase.get("name").textValue()));
        assertThat(phases).contains("load", "warmup", "train", "test");
        assertThat(summary.get("metrics").get("accuracy").doubleValue()).isBetween(0.8, 1.0);
        assertThat(summary.get("metrics").get("loss").doubleValue()).isPositive();
        assertThat(summary.get("metrics").get("samples").doubleValue()).isEqualTo(10_000);
        assertThat(summary.get("job").get("cpuSeconds").doubleValue()).isPositive();
        double parts = summary.get("job").get("joules").doubleValue()
                + summary.get("job").get("restJoules").doubleValue();
        double total = summary.get("total").get("joules").doubleValue();
        assertThat(parts).as("job and rest").isCloseTo(total, within(1e-6 * total));
        boolean withVectors =
                ModuleFinder.ofSystem().find(Backends.VECTOR_MODULE).isPresent();
        assertThat(RecordingReader.read(folder.resolve("run")).info().settings().get("job.backend"))
                .as("what the workload ran on")
                .matches((withVectors ? "vector of \\d+ bits" : "plain") + ", JDK "
                        + Runtime.version().feature());
        JsonNode settings = summary.get("settings");
        assertThat(settings.get("job.model").textValue()).isEqualTo("softmax");
        assertThat(settings.get("job.lr").textValue()).as("a default").isEqualTo("0.03");
        assertThat(settings.get("job.training-images").textValue()).isEqualTo("10000");
        assertThat(summary.get("warnings").toString()).doesNotContain("not understood", "never ended");
    }
}
