package io.powermeter.aipowermeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.recording.RecordingReader;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders as AIPowerMeter writes them, whole and damaged, become runs that say what they do not know. */
class FolderImportTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String END = "\"END OF RECORDING SEGMENT\"\n";

    @TempDir
    Path temporary;

    private Path folder;
    private Path run;
    private List<String> notes = List.of();

    @BeforeEach
    void folders() throws IOException {
        folder = Files.createDirectory(temporary.resolve("power_measure"));
        run = temporary.resolve("run");
    }

    @Test
    void import_formOfToday_hasEveryEnergyAndShare() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 5; i++) {
            lines.append(line("2025-06-01 12:00:0" + i + ".500000", """
                    "per_process_mem_use_abs":{"7":1000,"8":500},"per_process_cpu_uses":{"7":0.5,"8":0.25},\
                    "absolute_cpu_time_per_pid":{"7":1.0,"8":0.5},"rel_intel_power":{"7":25.0},"total_mem_use":9000,\
                    "intel_power":50.0,"psys_power":-1,"uncore_power":[2.0],"total_cpu_power":30.0,"total_dram_power":null""", """
                    "nvidia_power":300,"nvidia_memory":5000,"nvidia_use_rate":80,"per_gpu_nvidia_power":{"0":100,"1":200},\
                    "per_gpu_nvidia_memory":{"0":5000,"1":null},"per_gpu_nvidia_use_rate":{"0":80,"1":null}"""));
        }
        write(lines + END);
        Files.writeString(folder.resolve("metadata.json"), "{\"description\":\"my experiment\",\"date\":\"2025\"}");
        Files.writeString(folder.resolve("model_summary.json"), "{\"total_params\":60000,\"layers\":[1,2]}");
        Summary summary = read();
        assertJoules(summary, "intel_power", 250);
        assertJoules(summary, "total_cpu_power", 150);
        assertJoules(summary, "uncore_power", 10);
        assertJoules(summary, "gpu-0", 500);
        assertJoules(summary, "gpu-1", 1000);
        assertThat(summary.channels()).hasSize(5); // no psys, no DRAM
        assertThat(summary.energy().joules()).isCloseTo(1750, within(1e-6));
        assertThat(summary.energy().origin()).isEqualTo(Origin.MEASURED);
        assertThat(summary.window().seconds()).isEqualTo(5);
        assertThat(summary.recording().info().startedAt()).isEqualTo(Instant.parse("2025-06-01T10:00:00.500Z"));
        assertThat(summary.job().cpuSeconds()).isCloseTo(7.5, within(1e-6));
        assertThat(summary.job().joules()).isCloseTo(250 * 0.75, within(1e-6));
        assertThat(summary.job().memoryBytes()).isEqualTo(1500);
        assertThat(summary.recording().processes())
                .filteredOn(row -> row.pid() == 8)
                .hasSize(5)
                .last()
                .satisfies(row -> assertThat(row.cpuSeconds()).isEqualTo(2.5));
        assertThat(summary.recording().info().settings())
                .isEqualTo(Map.of(
                        "imported from", "power_measure of AIPowerMeter",
                        "description", "my experiment",
                        "model total_params", "60000"));
        assertThat(summary.meter().cpuSeconds()).isNaN();
        assertThat(notes)
                .containsExactly(
                        "Recorded by AIPowerMeter, whose powers are means over windows: each was taken to hold since the"
                                + " reading before it, and the first one of a segment, whose window is not told, as long"
                                + " as the next.",
                        "The job's share is AIPowerMeter's: it leaves out processes that live shorter than a window, and"
                                + " is too high where niced processes ran.");
        assertThat(summary.warnings()).containsAll(notes);
    }

    @Test
    void import_formOf2023_hasItsCards() throws IOException {
        write(line(
                        "2023-07-27 17:21:57",
                        "\"intel_power\":60,\"psys_power\":100,\"per_process_cpu_uses\":{\"1\":0.3}",
                        """
                "nvidia_draw_absolute":90,"per_gpu_power_draw":{"0":20,"1":70},"per_gpu_attributable_power":{"all":1},\
                "per_gpu_estimated_attributable_utilization":{"0":0,"1":1.0}""")
                + line("2023-07-27 17:21:59", "\"intel_power\":60,\"psys_power\":100", """
                "nvidia_draw_absolute":90,"per_gpu_power_draw":{"0":20,"1":70},\
                "per_gpu_estimated_attributable_utilization":{"0":0,"1":1.0}"""));
        Summary summary = read();
        assertJoules(summary, "psys_power", 400);
        assertJoules(summary, "gpu-1", 280);
        assertThat(summary.components()).containsOnlyKeys(Component.BOARD, Component.GPU);
        assertThat(summary.job().cpuSeconds()).isNaN();
        assertThat(notes)
                .anyMatch(note -> note.startsWith("How much CPU time the job took is not told"))
                .anyMatch(note -> note.startsWith("The end of the last recording segment is not told"));
    }

    @Test
    void import_severalSegments_billsNoPauseAndPutsTheMetricsInTheirPlace() throws IOException {
        write(cpu("2025-06-01 12:00:01", 100)
                + cpu("2025-06-01 12:00:02", 100)
                + END
                + END
                + cpu("2025-06-01 15:00:01", 10)
                + cpu("2025-06-01 15:00:03", 10)
                + END
                + cpu("2025-06-01 16:00:00", 1)
                + END);
        Files.writeString(folder.resolve("results_exp.json"), """
                [{"end_training_epoch":"2025-06-01 12:00:01.500","loss":0.5,"note":"text"},
                 {"end_training_epoch":"2025-06-01 15:00:02","loss":0.25}]""");
        Summary summary = read();
        assertThat(summary.recording().segments()).hasSize(3);
        // the usual step is 2 s (of 1 s and 2 s), which the single line gets
        assertJoules(summary, "intel_power", 2 * 100 + 4 * 10 + 2);
        assertThat(summary.window().seconds()).isEqualTo(2 + 4 + 2);
        assertThat(summary.metrics()).isEqualTo(Map.of("loss", 0.25));
        assertThat(summary.warnings()).anyMatch(note -> note.startsWith("This run has 3 segments"));
    }

    @Test
    void import_resultsAsAIPowerMeterWritesThem_areRead() throws IOException {
        write(cpu("2025-06-01 12:00:01", 100) + cpu("2025-06-01 12:00:02", 100) + END);
        Files.writeString(folder.resolve("results_exp.json"), """
                {"date": "2025-06-01 12:00:01", "metrics": {"accuracy": 0.5, "name": "x"}}
                {"date": "2025-06-01 12:00:02", "metrics": {"accuracy": 0.75}}
                {"date": "2025-06-01 12:0""");
        assertThat(read().metrics()).isEqualTo(Map.of("accuracy", 0.75));
        assertThat(notes).contains("Not all of results_exp.json was understood.");
    }

    @Test
    void import_damagedLines_areLeftOutAndCounted() throws IOException {
        write("\n" + cpu("2025-06-01 12:00:01", 100) + "\n{]\n" + cpu("9999-01-01 12:00:01", 100) + "[".repeat(100_000)
                + "\n"
                + "{\"date\":\"yesterday\",\"metrics\":{}}\n\"a word\"\n" + cpu("2025-06-01 12:00:02", 100)
                + "{\"date\":\"2025-06-01 12:00:03\",\"metrics\":{\"cpu\":{\"intel");
        Files.writeString(folder.resolve("omegawatt.csv"), "");
        assertJoules(read(), "intel_power", 200);
        assertThat(notes)
                .contains(
                        "Lines of power_metrics.json that cannot be read and were left out: 5.",
                        "omegawatt.csv holds no two good frames of a socket that fed something; it was left out.");
    }

    @Test
    void import_valuesThatAreMissing_areGaps() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 8; i++) {
            lines.append(line(
                    "2025-06-01 12:00:0" + i,
                    i == 3 || i == 4 ? "\"intel_power\":\"None\"" : i == 8 ? "" : "\"intel_power\":10",
                    "\"nvidia_power\":" + (i < 3 ? "NaN" : "100")));
        }
        write(lines + END);
        Summary summary = read();
        assertJoules(summary, "intel_power", 50);
        assertJoules(summary, "gpus", 600);
        assertThat(summary.channels()).extracting(ChannelEnergy::coverage).containsExactly(5 / 8.0, 6 / 8.0);
    }

    @Test
    void import_holeInTheMiddle_isNotPaintedOver() throws IOException {
        write(cpu("2025-06-01 12:00:01", 10)
                + cpu("2025-06-01 12:00:02", 10)
                + cpu("2025-06-01 12:00:03", 10)
                + cpu("2025-06-01 12:10:00", 10)
                + cpu("2025-06-01 12:10:01", 10)
                + END);
        Summary summary = read();
        assertJoules(summary, "intel_power", 50);
        assertThat(summary.energy().coverage()).isCloseTo(5 / 601.0, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the hour from two to three comes twice
                "2025-10-26 02:59:58|2025-10-26 02:59:59|2025-10-26 02:00:00|2025-10-26 02:00:01|false",
                // an hour is left out
                "2025-03-30 01:59:58|2025-03-30 01:59:59|2025-03-30 03:00:00|2025-03-30 03:00:01|false",
                "2025-06-01 12:00:01|2025-06-01 12:00:02|2025-06-01 11:00:00|2025-06-01 11:00:01|true",
            })
    void import_clockThatIsSet_losesNothing(String first, String second, String third, String fourth, boolean told)
            throws IOException {
        write(cpu(first, 10) + cpu(second, 10) + cpu(third, 10) + cpu(fourth, 10) + END);
        Summary summary = read();
        assertJoules(summary, "intel_power", 40);
        assertThat(summary.energy().coverage()).isEqualTo(1);
        assertThat(notes.stream().anyMatch(note -> note.startsWith("The clock went back")))
                .isEqualTo(told);
    }

    @Test
    void import_wattmeterBeside_isTheTotalOfTheSameTime() throws IOException {
        write(cpu("2025-06-01 12:00:01", 10) + cpu("2025-06-01 12:00:02", 10) + END);
        long noon = LocalDateTime.parse("2025-06-01T12:00:00").atZone(PARIS).toEpochSecond();
        StringBuilder csv =
                new StringBuilder("wattmetre-read 1.0\n#timestamp,#frame_is_ok,#U1,#activepow1,#activepow2\n");
        for (int i = -50; i < 250; i++) {
            csv.append(String.format(
                    "%d.%02d0,%s,230.1,%s,-0.0%n",
                    noon + Math.floorDiv(i, 100),
                    Math.floorMod(i, 100),
                    i == 20 ? "false" : "true",
                    i == 20 ? "" : "40.0"));
        }
        Files.writeString(folder.resolve("omegawatt.csv"), csv + "1748772");
        Summary summary = read();
        assertThat(summary.components()).containsOnlyKeys(Component.WALL);
        assertThat(summary.energy().joules()).isCloseTo(80, within(1e-6));
        assertThat(summary.energy().coverage()).isEqualTo(1);
        assertThat(summary.besideWall()).containsOnlyKeys(Component.CPU);
        assertThat(notes).contains("Lines of the wattmeter's file that are no frames and were left out: 1.");
    }

    @Test
    void import_wattmeterOfAnotherTime_asksForTheZone() throws IOException {
        write(cpu("2025-06-01 12:00:01", 10) + cpu("2025-06-01 12:00:02", 10) + END);
        Files.writeString(
                folder.resolve("omegawatt.csv"),
                "x\n#timestamp,#frame_is_ok,#activepow1\n1748764801.0,true,5\n1748764802.0,true,5\n");
        assertThat(read().components()).containsOnlyKeys(Component.CPU);
        assertThat(notes).anyMatch(note -> note.startsWith("The wattmeter's frames") && note.contains("--zone"));
    }

    @Test
    void import_csvAlone_isARunOfTheWall() throws IOException {
        Path csv = temporary.resolve("socket.csv");
        Files.writeString(csv, """
                #timestamp,#frame_is_ok,#U1,#activepow1,#activepow2
                1640278000.000000000,true,232.1,50.0,0.0
                1640278000.010000000,true,232.1,50.0,0.0
                1640278000.020000000,true,232.1,60.0,0.0
                """);
        Summary summary = read(csv);
        assertThat(summary.energy().joules()).isCloseTo(0.5 + 0.55, within(1e-9));
        assertThat(summary.recording().info().startedAt()).isEqualTo(Instant.ofEpochSecond(1640278000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing|power_measure is not a folder of AIPowerMeter: there is no power_metrics.json in it.",
                "empty|power_metrics.json holds no reading.",
                "damaged|power_metrics.json holds no reading (lines that cannot be read: 1).",
                "single|power_metrics.json holds a single reading, and how long a time its power is the mean of is not told.",
                "powerless|power_metrics.json tells no power: AIPowerMeter found no sensor, so there is no energy in it.",
            })
    void import_folderWithoutEnergy_saysWhy(String what, String message) throws IOException {
        switch (what) {
            case "empty" -> write("\n" + END);
            case "damaged" -> write("{");
            case "single" -> write(cpu("2025-06-01 12:00:01", 10) + END);
            case "powerless" ->
                write(line("2025-06-01 12:00:01", "\"total_mem_use\":5,\"psys_power\":-1", "")
                        + line("2025-06-01 12:00:02", "\"total_mem_use\":5", ""));
            default -> {}
        }
        assertThatThrownBy(() -> FolderImport.open(folder, PARIS))
                .isInstanceOf(ExchangeException.class)
                .hasMessageEndingWith(message);
    }

    @Test
    void import_whatIsNothingOfTheKind_isRefused() throws IOException {
        Path none = temporary.resolve("none");
        assertThatThrownBy(() -> FolderImport.open(none, PARIS))
                .hasMessage(none + " is not there. Give a folder of AIPowerMeter or a CSV file of OmegaWatt.");
        Path csv = Files.writeString(temporary.resolve("x.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> FolderImport.open(csv, PARIS))
                .hasMessageStartingWith(csv + " is no CSV file of OmegaWatt");
        write(cpu("2025-06-01 12:00:01", 10) + cpu("2025-06-01 12:00:02", 10) + END);
        Files.createDirectory(run);
        assertThatThrownBy(this::read)
                .hasMessage("Cannot import into " + run + ": it is there already. Give another folder with --out.");
    }

    /** The recordings that come with AIPowerMeter's sources, where they are at hand. */
    @Test
    void import_recordingsOfOthers_haveTheirMeanPowersTimesTheirWindows() throws IOException {
        Path fixtures = Path.of("..", "..", "shared", "fixtures", "aipowermeter");
        assumeTrue(Files.isDirectory(fixtures), "skipped: the recordings of AIPowerMeter's sources are not here");
        List<Path> folders;
        try (Stream<Path> files = Files.walk(fixtures)) {
            folders = files.filter(file -> file.endsWith("power_metrics.json"))
                    .map(Path::getParent)
                    .toList();
        }
        assertThat(folders).isNotEmpty();
        int number = 0;
        for (Path recorded : folders) {
            run = temporary.resolve("run-" + number++);
            Summary summary = read(recorded);
            expected(recorded).forEach((key, joules) -> {
                System.out.printf("%s %s %.3f J%n", fixtures.relativize(recorded), key, joules);
                assertJoules(summary, key, joules);
            });
        }
    }

    /** Adds up power times window anew, for recordings without holes. */
    private static Map<String, Double> expected(Path recorded) throws IOException {
        Map<String, Double> joules = new TreeMap<>();
        Map<String, Double> first = new TreeMap<>();
        double before = Double.NaN;
        double window = Double.NaN;
        for (String text : Files.readAllLines(recorded.resolve("power_metrics.json"))) {
            JsonNode node = text.isBlank() ? null : new ObjectMapper().readTree(text);
            if (node == null || node.isTextual()) {
                before = node == null ? before : Double.NaN;
                continue;
            }
            LocalDateTime date = LocalDateTime.parse(node.get("date").asText().replace(' ', 'T'));
            double at = date.toEpochSecond(ZoneOffset.UTC) + date.getNano() / 1e9;
            window = at - before;
            boolean second = !first.isEmpty() && !Double.isNaN(before);
            for (Map.Entry<String, Double> power : powers(node).entrySet()) {
                double watts = power.getValue() + (second ? first.getOrDefault(power.getKey(), 0.0) : 0);
                joules.merge(power.getKey(), Double.isNaN(before) ? 0 : watts * window, Double::sum);
            }
            first = Double.isNaN(before) ? powers(node) : Map.of();
            before = at;
        }
        return joules;
    }

    private static Map<String, Double> powers(JsonNode node) {
        Map<String, Double> powers = new TreeMap<>();
        for (String key : List.of("intel_power", "total_dram_power", "total_cpu_power", "psys_power")) {
            double watts = node.path("metrics").path("cpu").path(key).asDouble(-1);
            if (watts >= 0) {
                powers.put(key, watts);
            }
        }
        node.path("metrics")
                .path("gpu")
                .path("per_gpu_power_draw")
                .properties()
                .forEach(card ->
                        powers.put("gpu-" + card.getKey(), card.getValue().asDouble()));
        return powers;
    }

    private static void assertJoules(Summary summary, String name, double joules) {
        assertThat(summary.channels())
                .filteredOn(energy -> energy.channel().id().equals("aipowermeter/" + name))
                .as(name)
                .singleElement()
                .satisfies(energy -> assertThat(energy.joules()).isCloseTo(joules, within(1e-5 * joules)));
    }

    private Summary read() throws IOException {
        return read(folder);
    }

    private Summary read(Path source) throws IOException {
        try (FolderImport folderImport = FolderImport.open(source, PARIS)) {
            folderImport.writeTo(run, "name");
            notes = folderImport.notes();
        }
        return Summary.of(RecordingReader.read(run));
    }

    private void write(String lines) throws IOException {
        Files.writeString(folder.resolve("power_metrics.json"), lines);
    }

    private static String cpu(String date, double watts) {
        return line(date, "\"intel_power\":" + watts, "");
    }

    private static String line(String date, String cpu, String gpu) {
        String cards = gpu.isEmpty() ? "" : ",\"gpu\":{" + gpu + "}";
        return "{\"date\":\"" + date + "\",\"metrics\":{\"cpu\":{" + cpu + "}" + cards + "}}\n";
    }
}
