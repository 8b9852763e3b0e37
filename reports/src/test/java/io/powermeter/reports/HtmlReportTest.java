package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.powermeter.measurement.Component;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.summary.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void write_measuredRun_showsEveryFigure() throws IOException {
        String page = html(TestRuns.measured(folder.resolve("run")));

        assertThat(text(page))
                .contains("lenet5 on mnist", "powermeter-workload lenet5 --epochs 4", "09:30:00 UTC")
                .contains("6.011 kJ 1.670 Wh MEASURED", "30.0 s", "200.4 W", "peak 234.5 W", "112.2 mg")
                .contains(
                        "Job 4.921 kJ 149.3 J 5.071 kJ 84.4 %",
                        "Other processes 486.0 J 446.0 J 931.9 J 15.5 %",
                        "The meter 6.152 J 2.091 J 8.242 J 0.14 %",
                        "Nobody known 0 J 0 J 0 J 0 %",
                        "6.011 kJ gross − 2.885 kJ idle = 3.126 kJ net.")
                .contains("The idle floor is what the machine draws when nothing runs, 96.18 W")
                .contains("epoch ×4 20.0 s 216.5 W 3.899 kJ 432.1 J 4.331 kJ ± 89.74 J 2.407 kJ 3.652 kJ 100 %")
                .contains("loss 0.23", "accuracy 0.9569", "samples 60000")
                .contains("1.670 Wh × 1.2 × 56 g/kWh = 112.2 mg CO₂e")
                .contains(
                        "rapl/core-0 Cores measured rapl/package-0 2.466 kJ 1.866 kJ 100 % no: contained in rapl/package-0")
                .contains(
                        "No gap was recorded.",
                        "Share of one core 1.00 %",
                        "ESTIMATED by CPU time and memory about 8.242 J",
                        "Intel Xeon Gold 6248R")
                .contains("4 zones under /sys/class/powercap")
                .contains("nvidia libnvidia-ml.so.1 is not on this machine. Install the NVIDIA driver")
                .contains("Settings pue 1.2 intensity 56 What the job says that it was set to job.model lenet5")
                .contains("How each number was made")
                .doesNotContain("Before you believe the numbers");
    }

    @Test
    void write_meterInsideTheJob_saysThatItsMemoryIsNotToldApart() throws IOException {
        assertThat(text(html(TestRuns.measured(folder.resolve("run"), "loop", List.of()))))
                .contains("CPU time 300 ms", "Memory, highest inside the job's, not told apart")
                .contains("the meter's threads run inside the program");
    }

    @Test
    void write_wattmeter_isTheTotalWithTheComponentsBesideIt() throws IOException {
        assertThat(text(html(TestRuns.wall(folder.resolve("run"), true))))
                .contains("5.000 kJ 1.389 Wh MEASURED")
                .contains(
                        "Inside the machine its own sensors told CPU 1.000 kJ, GPU 3.000 kJ: together 80.0 % of what the"
                                + " meter at the plug told.")
                .contains(
                        "nvml/gpu-0/power GPU measured nvml/gpu-0 3.000 kJ – 100 % no: tells again what nvml/gpu-0 tells")
                .contains("no: the wall meter holds it")
                .doesNotContain("would have told");
    }

    @Test
    void write_wattmeter_chartHasTheComponentsBelowTheMachine() throws IOException {
        JsonNode data = data(html(TestRuns.wall(folder.resolve("run"), true)));

        assertThat(data.get("lines").findValuesAsText("name")).containsExactly("Machine", "nvml/package", "nvml/gpu-0");
        assertThat(data.at("/lines/0/watts/5").asDouble()).isEqualTo(500);
        assertThat(data.at("/lines/2/watts/5").asDouble()).isEqualTo(300);
    }

    @Test
    void write_calibratedMachine_tellsWhatAWattmeterWouldHave() throws IOException {
        assertThat(text(html(TestRuns.wall(folder.resolve("run"), false))))
                .contains("4.000 kJ 1.111 Wh MEASURED")
                .contains("A meter at the plug would have told about 5.000 kJ ± 40.00 J: ESTIMATED by this machine's"
                        + " calibration (wall = 30.0000 W")
                .doesNotContain("Inside the machine");
    }

    @Test
    void write_measuredRun_chartHasTheMachineAndEachCountedChannel() throws IOException {
        JsonNode data = data(html(TestRuns.measured(folder.resolve("run"))));

        assertThat(data.get("lines").findValuesAsText("name"))
                .containsExactly("Machine", "rapl/package-0", "rapl/package-1", "rapl/dram-0");
        assertThat(data.get("seconds")).hasSize(400);
        assertThat(data.get("from").asDouble()).isEqualTo(-5);
        assertThat(data.get("phases").findValuesAsText("name")).contains("baseline", "train", "epoch");
        assertThat(data.get("metrics").findValuesAsText("name")).containsExactly("loss", "accuracy");
        double machine = data.at("/lines/0/watts/200").asDouble();
        double parts = 0;
        for (int line = 1; line <= 3; line++) {
            parts += data.at("/lines/" + line + "/watts/200").asDouble();
        }
        assertThat(machine).isCloseTo(parts, within(0.02));
    }

    @Test
    void write_estimatedRun_wearsTheBadgeAndSaysWhatIsMissing() throws IOException {
        assertThat(text(html(TestRuns.estimated(folder.resolve("run")))))
                .contains("1.200 kJ 333.3 mWh ESTIMATED the truth may lie between 600.0 J and 2.400 kJ")
                .contains("The job failed: exit code 3.")
                .contains("Not known: the CPU use of the job and of the machine was not recorded")
                .contains("The idle floor was not measured")
                .contains("The job named no phases", "The job told no metrics", "TDP 45 W by table");
    }

    @Test
    void write_gapAndNoEnd_warnsFirst() throws IOException {
        String page = html(TestRuns.withGap(folder.resolve("run"), false));

        assertThat(text(page))
                .contains("400.0 J", "80.0 %", "Ended early")
                .contains("Before you believe the numbers The recording ended early")
                .contains("rapl/package-0 4.00 s 6.00 s 2.00 s the file could not be read");
        assertThat(data(page).at("/gaps/0/from").asDouble()).isEqualTo(4);
        assertThat(data(page).at("/lines/0/watts").toString()).contains("null");
    }

    @Test
    void write_nothingRecorded_saysNotKnownAndNeverZeroJoules() throws IOException {
        assertThat(text(html(TestRuns.empty(folder.resolve("run")))))
                .contains("not known nothing told the energy of this run")
                .contains("Nothing told the energy of this run, so there is no power to show")
                .contains("No channel tells energy.")
                .doesNotContain("0 J")
                .doesNotContain("0 W")
                .doesNotContain("NaN");
    }

    @Test
    void write_hostileNames_areText() throws IOException {
        String page = html(TestRuns.hostile(folder.resolve("run")));

        assertThat(page)
                .doesNotContain("<script>alert")
                .doesNotContain("<img")
                .doesNotContain("\u202e")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(page.split("<script", -1)).hasSize(4);
        assertThat(page.length()).isLessThan(300_000);
    }

    @Test
    void write_anyRun_namesNoOtherPlaceToLoadFrom() throws IOException {
        String page = html(TestRuns.measured(folder.resolve("run")));

        assertThat(page)
                .contains("default-src &#39;none&#39;")
                .doesNotContain("<link")
                .doesNotContain(" src=")
                .doesNotContainPattern("\\son[a-z]+=\"");
    }

    @Test
    void write_manyReadingsAndPhases_staysSmallAndKeepsThePeak() throws IOException {
        RunInfo.SamplerInfo rapl = new RunInfo.SamplerInfo(
                "rapl", TestRuns.SECOND / 10, List.of(TestRuns.energy("rapl/package-0", Component.CPU)), List.of());
        Path run = folder.resolve("run");
        int rows = 200_000;
        try (RecordingWriter writer =
                RecordingWriter.create(run, TestRuns.info("long", List.of(), List.of(rapl), Map.of(), null))) {
            double joules = 0;
            for (int i = 0; i <= rows; i++) {
                writer.samples("rapl").append(i * TestRuns.SECOND / 10, new double[] {joules});
                joules += i == 77_777 ? 90 : 5;
            }
            for (int i = 0; i < 6000; i++) {
                TestRuns.phase(writer, 4 * i, 4 * i + 3, "step " + i);
                writer.mark(new Mark.Metric(4L * i * TestRuns.SECOND, "loss", 1.0 / (i + 1)));
            }
        }

        String page = html(Summary.of(RecordingReader.read(run)));

        JsonNode data = data(page);
        assertThat(page.length()).isLessThan(1_000_000);
        assertThat(data.get("seconds")).hasSize(4000);
        assertThat(data.at("/lines/0/watts").toString()).contains(",900.0,");
        assertThat(data.at("/metrics/0/values")).hasSizeLessThanOrEqualTo(1000);
        assertThat(data.at("/metrics/0/values").get(999).asDouble()).isEqualTo(1.0 / 6000);
        assertThat(data.get("phases")).hasSize(1);
        assertThat(data.at("/phases/0/count").asInt()).isEqualTo(6000);
        assertThat(data.at("/phases/0/name").asText()).as("of many phases").isEmpty();
        assertThat(text(page)).contains("… and 5800 more phases in summary.json");
    }

    @Test
    void write_phaseTooShort_isNotResolvedRatherThanZero() throws IOException {
        RunInfo.SamplerInfo rapl = new RunInfo.SamplerInfo(
                "rapl",
                TestRuns.SECOND / 10,
                1_000_000,
                List.of(TestRuns.energy("rapl/package-0", Component.CPU)),
                List.of());
        Path run = folder.resolve("run");
        try (RecordingWriter writer =
                RecordingWriter.create(run, TestRuns.info("short", List.of(), List.of(rapl), Map.of(), null))) {
            for (int i = 0; i <= 100; i++) {
                writer.samples("rapl").append(i * TestRuns.SECOND / 10, new double[] {5 * i});
            }
            writer.mark(new Mark.PhaseBegin(4 * TestRuns.SECOND + 30_000_000, "blink"));
            writer.mark(new Mark.PhaseEnd(4 * TestRuns.SECOND + 50_000_000, "blink"));
        }

        assertThat(text(html(Summary.of(RecordingReader.read(run)))))
                .contains("blink 20.0 ms not resolved: too short, or beside too large a change, for readings of rapl"
                        + " 100 ms apart 100 %");
    }

    static String html(Summary summary) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlReport.write(summary, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode data(String page) throws IOException {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return JsonMapper.builder().build().readTree(data.group(1));
    }

    /** What a reader sees, in one line. */
    private static String text(String page) {
        return page.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", " ")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }
}
