package io.powermeter.aipowermeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.RecordingReader;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported has, by AIPowerMeter's own rules, the energies of the summary; and it can be imported again. */
class FolderExportTest {
    @TempDir
    Path temporary;

    private Path run;
    private Path exported;

    @BeforeEach
    void folders() {
        run = temporary.resolve("run");
        exported = temporary.resolve("exported");
    }

    @Test
    void write_allSensors_hasTheEnergiesOfTheSummary() throws IOException {
        Summary summary = allSensors().write(3000);
        assertThat(FolderExport.write(summary, exported)).isEmpty();
        OriginalReader original = new OriginalReader(exported);
        assertAgree(
                summary,
                original,
                Map.of(
                        "intel_power", List.of("sim/package-0", "sim/package-1"),
                        "total_cpu_power", List.of("sim/core-0"),
                        "total_dram_power", List.of("sim/dram-0"),
                        "psys_power", List.of("sim/psys"),
                        "nvidia_power", List.of("sim/gpu-0", "sim/gpu-1"),
                        "per_gpu_nvidia_power1", List.of("sim/gpu-1")));
        assertThat(original.duration()).isCloseTo(summary.window().seconds(), within(1e-5));
        assertThat(original.joules("absolute_cpu_time_per_pid")).isCloseTo(0.75, within(1e-6));
        assertThat(original.joules("rel_intel_power")).isCloseTo(original.joules("intel_power") / 4, within(1e-3));
        assertThat(original.joules("per_process_mem_use_abs") / 3).isCloseTo(1e8, within(10.0));
        assertThat(firstLine().path("metrics").path("cpu").fieldNames().next()).isEqualTo("intel_power");
        assertThat(Files.readString(exported.resolve("results_exp.json")))
                .isEqualTo("[{\"loss\":0.5,\"job_intel_power\":7.0,\"end_training_epoch\":\"2026-01-02"
                        + " 03:04:06.189901+00:00\"}]");
    }

    @Test
    void write_sensorsWithHoles_billsNothingInThem() throws IOException {
        Summary summary = new SimulatedRun(run)
                .with("package-0", Component.CPU, 50)
                .hole(1200, 1700)
                .with("dram-0", Component.DRAM, 5)
                .hole(0, 900)
                .with("gpu-0", Component.GPU, 300)
                .hole(2500, 9000)
                .with("gpu-1", Component.GPU, 200)
                .write(3000);
        FolderExport.write(summary, exported);
        OriginalReader original = new OriginalReader(exported);
        assertAgree(
                summary,
                original,
                Map.of(
                        "intel_power", List.of("sim/package-0"),
                        "total_dram_power", List.of("sim/dram-0"),
                        "per_gpu_nvidia_power0", List.of("sim/gpu-0"),
                        "per_gpu_nvidia_power1", List.of("sim/gpu-1")));
        assertThat(original.joules("intel_power")).isLessThan(50 * 2.6);
        assertThat(original.duration()).isCloseTo(2.5, within(1e-4));
        assertRoundTrip(summary);
    }

    @Test
    void write_cpuIsNotKnownAtFirst_hasTheWholeDuration() throws IOException {
        Summary summary = new SimulatedRun(run)
                .with("package-0", Component.CPU, 50)
                .hole(0, 1200)
                .with("gpu-0", Component.GPU, 300)
                .write(3000);
        FolderExport.write(summary, exported);
        OriginalReader original = new OriginalReader(exported);
        assertAgree(
                summary,
                original,
                Map.of("intel_power", List.of("sim/package-0"), "nvidia_power", List.of("sim/gpu-0")));
        assertThat(original.duration()).isCloseTo(3, within(1e-4));
    }

    @Test
    void write_noEnergyOfACpu_saysSo() throws IOException {
        Summary summary =
                new SimulatedRun(run).with("gpu-0", Component.GPU, 300).write(2000);
        assertThat(FolderExport.write(summary, exported))
                .containsExactly("No energy of a CPU is in this run, so there is no intel_power in the folder, and"
                        + " AIPowerMeter tells None for it.");
        OriginalReader original = new OriginalReader(exported);
        assertThat(original.has("intel_power")).isFalse();
        assertAgree(summary, original, Map.of("nvidia_power", List.of("sim/gpu-0")));
        assertThat(original.duration()).isCloseTo(2, within(1e-5));
    }

    @Test
    void write_estimate_isToldInTheDescriptionAndComesBackAsOne() throws IOException {
        Channel cpu = Channel.of("sim/cpu", Component.CPU, Quantity.ENERGY, Origin.ESTIMATED);
        Summary summary = new SimulatedRun(run).with(cpu, 20).write(1000);
        assertThat(FolderExport.write(summary, exported))
                .containsExactly("ESTIMATED, which AIPowerMeter cannot tell, but the description in metadata.json does:"
                        + " intel_power.");
        assertThat(new ObjectMapper()
                        .readTree(exported.resolve("metadata.json").toFile())
                        .path("description")
                        .asText())
                .isEqualTo(
                        "simulated, measured by powermeter and exported. ESTIMATED by a model, not measured: intel_power.");
        assertThat(imported().energy().origin()).isEqualTo(Origin.ESTIMATED);
    }

    @Test
    void write_killedRunAndVeryShortRun_haveTheirEnergies() throws IOException {
        Summary killed = new SimulatedRun(run)
                .with("package-0", Component.CPU, 50)
                .killed()
                .write(1500);
        FolderExport.write(killed, exported);
        assertAgree(killed, new OriginalReader(exported), Map.of("intel_power", List.of("sim/package-0")));
        Summary tiny = new SimulatedRun(temporary.resolve("short"))
                .with("package-0", Component.CPU, 50)
                .write(7);
        Path other = temporary.resolve("other");
        FolderExport.write(tiny, other);
        assertAgree(tiny, new OriginalReader(other), Map.of("intel_power", List.of("sim/package-0")));
    }

    @Test
    void write_oneThousandReadingsASecond_keepsTheEnergiesInFewerLines() throws IOException {
        Summary summary = new SimulatedRun(run)
                .period(1)
                .with("package-0", Component.CPU, 50)
                .with("dram-0", Component.DRAM, 5)
                .write(3000);
        FolderExport.write(summary, exported);
        assertAgree(
                summary,
                new OriginalReader(exported),
                Map.of("intel_power", List.of("sim/package-0"), "total_dram_power", List.of("sim/dram-0")));
        assertThat(Files.readAllLines(exported.resolve("power_metrics.json"))).hasSizeLessThan(70);
    }

    @Test
    void write_continuedRun_billsNoPause() throws IOException {
        allSensors().write(1000);
        Summary summary =
                allSensors().startedAt(SimulatedRun.START.plusSeconds(3600)).write(2000);
        FolderExport.write(summary, exported);
        OriginalReader original = new OriginalReader(exported);
        assertAgree(summary, original, Map.of("intel_power", List.of("sim/package-0", "sim/package-1")));
        assertThat(original.duration()).isCloseTo(3, within(1e-5));
        assertRoundTrip(summary);
    }

    /** Two meters at once, or a clock that was set back: the dates of the segments overlap. */
    @Test
    void write_segmentsThatOverlap_loseNothing() throws IOException {
        Channel wall = Channel.of("shelly/wall", Component.WALL, Quantity.POWER, Origin.MEASURED);
        allSensors().with(wall, 500).write(2000);
        Summary summary = allSensors()
                .with(wall, 500)
                .startedAt(SimulatedRun.START.plusSeconds(1))
                .write(2000);
        FolderExport.write(summary, exported);
        OriginalReader original = new OriginalReader(exported);
        assertAgree(summary, original, Map.of("intel_power", List.of("sim/package-0", "sim/package-1")));
        List<String> rows = Files.readAllLines(exported.resolve("omegawatt.csv"));
        double joules = 0;
        double seconds = Double.NEGATIVE_INFINITY;
        double watts = 0;
        for (String row : rows.subList(2, rows.size())) {
            String[] cells = row.split(",");
            double now = Double.parseDouble(cells[0]);
            assertThat(now).isGreaterThanOrEqualTo(seconds);
            joules += Double.isInfinite(seconds) ? 0 : (now - seconds) * (watts + Double.parseDouble(cells[2])) / 2;
            seconds = now;
            watts = Double.parseDouble(cells[2]);
        }
        assertThat(joules).isCloseTo(summary.energy().joules(), within(1e-3 * joules));
    }

    @Test
    void write_jetson_itsRailsAreTheNamesOfTheOriginal() throws IOException {
        Channel board = Channel.of("jetson/VDD_IN", Component.BOARD, Quantity.POWER, Origin.MEASURED);
        Channel cpu = Channel.of("jetson/VDD_CPU", Component.CPU, Quantity.POWER, Origin.MEASURED)
                .partOf("jetson/VDD_IN");
        Channel gpu = Channel.of("jetson/VDD_GPU", Component.GPU, Quantity.POWER, Origin.MEASURED)
                .partOf("jetson/VDD_IN");
        Summary summary =
                new SimulatedRun(run).with(board, 30).with(cpu, 6).with(gpu, 12).write(2000);
        FolderExport.write(summary, exported);
        assertAgree(
                summary,
                new OriginalReader(exported),
                Map.of(
                        "psys_power", List.of("jetson/VDD_IN"),
                        "intel_power", List.of("jetson/VDD_CPU"),
                        "nvidia_power", List.of("jetson/VDD_GPU")));
    }

    @Test
    void writeTwice_folderIsThere_isRefused() throws IOException {
        Summary summary = allSensors().write(1000);
        FolderExport.write(summary, exported);
        assertThatThrownBy(() -> FolderExport.write(summary, exported))
                .isInstanceOf(ExchangeException.class)
                .hasMessage("Cannot export to " + exported + ": it is there already. Give a folder that is not.");
    }

    @Test
    void write_runWithoutEnergy_isRefused() throws IOException {
        Channel heat = Channel.of("sim/heat", Component.CPU, Quantity.TEMPERATURE, Origin.MEASURED);
        Summary summary = new SimulatedRun(run).with(heat, 50).write(1000);
        assertThatThrownBy(() -> FolderExport.write(summary, exported))
                .isInstanceOf(ExchangeException.class)
                .hasMessage(run + " tells no energy, so there is nothing that AIPowerMeter could read.");
        assertThat(exported).doesNotExist();
    }

    @Test
    void exportAndImport_allSensors_keepTheEnergies() throws IOException {
        Summary summary = allSensors().write(3000);
        FolderExport.write(summary, exported);
        assertRoundTrip(summary);
        Summary back = imported();
        assertThat(back.job().cpuSeconds()).isCloseTo(0.75, within(1e-3));
        assertThat(back.job().memoryBytes()).isEqualTo(1e8);
        assertThat(back.metrics()).containsEntry("loss", 0.5);
    }

    @Test
    void exportAndImport_wattmeter_keepsTheTotal() throws IOException {
        Summary summary = allSensors()
                .with(Channel.of("shelly/wall", Component.WALL, Quantity.POWER, Origin.MEASURED), 500)
                .write(3000);
        FolderExport.write(summary, exported);
        assertThat(Files.readAllLines(exported.resolve("omegawatt.csv")).get(1))
                .isEqualTo("#timestamp,#frame_is_ok,#activepow1");
        Summary back = imported();
        assertThat(back.energy().joules()).isCloseTo(summary.energy().joules(), within(1.0));
        assertThat(back.components()).containsOnlyKeys(Component.WALL);
    }

    private SimulatedRun allSensors() {
        return new SimulatedRun(run)
                .with(Channel.of("sim/psys", Component.BOARD, Quantity.ENERGY, Origin.MEASURED), 150)
                .with(
                        Channel.of("sim/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
                                .partOf("sim/psys"),
                        50)
                .with(
                        Channel.of("sim/package-1", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
                                .partOf("sim/psys"),
                        40)
                .with(
                        Channel.of("sim/mmio-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED)
                                .mirrorOf("sim/package-0"),
                        50)
                .with(
                        Channel.of("sim/core-0", Component.CORE, Quantity.ENERGY, Origin.MEASURED)
                                .partOf("sim/package-0"),
                        30)
                .with(
                        Channel.of("sim/dram-0", Component.DRAM, Quantity.ENERGY, Origin.MEASURED)
                                .partOf("sim/psys"),
                        5)
                .with("gpu-0", Component.GPU, 300)
                .with(
                        Channel.of("sim/gpu-0/again", Component.GPU, Quantity.POWER, Origin.MEASURED)
                                .partOf("sim/gpu-0")
                                .mirrorOf("sim/gpu-0"),
                        300)
                .with("gpu-1", Component.GPU, 200);
    }

    private JsonNode firstLine() throws IOException {
        return new ObjectMapper()
                .readTree(Files.readAllLines(exported.resolve("power_metrics.json"))
                        .get(0));
    }

    private Summary imported() throws IOException {
        Path back = temporary.resolve("back");
        if (!Files.exists(back)) {
            try (FolderImport folder = FolderImport.open(exported, ZoneId.of("Asia/Kolkata"))) {
                folder.writeTo(back, "back");
            }
        }
        return Summary.of(RecordingReader.read(back));
    }

    private void assertRoundTrip(Summary summary) throws IOException {
        Summary back = imported();
        summary.components()
                .forEach((component, joules) -> assertThat(back.components().get(component))
                        .as(component.name())
                        .isCloseTo(joules, within(1e-3 * joules)));
        assertThat(back.energy().coverage())
                .isCloseTo(summary.energy().coverage(), within(0.06)); // the last reading of 0 is an interval long
        assertThat(back.window().seconds()).isCloseTo(summary.window().seconds(), within(1e-3));
    }

    private static void assertAgree(Summary summary, OriginalReader original, Map<String, List<String>> channels) {
        channels.forEach((key, ids) -> {
            double joules = summary.channels().stream()
                    .filter(energy -> ids.contains(energy.channel().id()))
                    .mapToDouble(ChannelEnergy::joules)
                    .sum();
            assertThat(joules).as(key).isPositive();
            assertThat(original.joules(key)).as(key).isCloseTo(joules, within(1e-3 * joules));
        });
    }
}
