package io.powermeter.pi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.host.FakeHost;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of boards that others published; they lie outside the project, as their licences differ. */
class CapturedPisTest {
    private static final String BOARD = "pi/board BOARD ESTIMATED 0.0000 J: ";

    private static final String NOT_A_PI = "neither a Raspberry Pi nor an ASUS Tinker Board: this is a ";

    private static final Map<String, List<String>> EXPECTED = Map.of(
            "cpuinfo-pi3b.txt", List.of(BOARD + "1.0782 + 3.4774 u W"),
            "cpuinfo-pi5-aarch64.txt", List.of(BOARD + "4.4032 + 3.4579 u W"),
            "device-tree-models.tsv",
                    List.of(
                            BOARD + "4.4032 + 3.4579 u W",
                            BOARD + "2.3073 + 4.4958 u W",
                            BOARD + "2.2857 + 4.5344 u W",
                            BOARD + "1.8221 + 5.0254 u W",
                            BOARD + "2.0022 + 3.2983 u W",
                            BOARD + "1.0782 + 3.4774 u W",
                            BOARD + "1.2903 + 1.1488 u W",
                            BOARD + "1.3143 + 0.1220 u W",
                            BOARD + "2.9117 + 0.1424 u W",
                            BOARD + "0.9201 + 0.4733 u W",
                            "this board (Raspberry Pi Zero 2 W Rev 1.0) measures nothing, and nobody published a model of its power",
                            BOARD + "1.6289 + 5.3347 u W",
                            NOT_A_PI + "NVIDIA Jetson AGX Orin Developer Kit"),
            "pmic_read_adc-pi5-idle-edited.txt", rails("3.1928", "2.2748", "0.2507", "0.2755", "0.1904", "1.2823"),
            "pmic_read_adc-pi5-load.txt", rails("12.9549", "10.7999", "0.2632", "0.2896", "0.2065", "9.7614"),
            "vcgencmd-small.txt",
                    List.of(
                            "get_throttled: no sentence",
                            "get_throttled: Since the board was started, the firmware has seen under-voltage and throttling.",
                            "get_throttled: When the meter began, the firmware reported under-voltage and throttling (vcgencmd"
                                    + " get_throttled). Since the board was started, the firmware has seen under-voltage and"
                                    + " throttling.",
                            "measure_volts core: not asked, as it tells no power",
                            "measure_volts core: not asked, as it tells no power",
                            "measure_clock arm: not asked, as it tells no power",
                            "measure_temp: not asked, as it tells no power",
                            "bogus: not asked, as it tells no power"));

    @TempDir
    Path root;

    private int machines;

    private static List<String> rails(String input, String sum, String sw, String v18, String v33, String core) {
        String in = " MEASURED in pi/rails ";
        return List.of(
                "pi/input BOARD ESTIMATED " + input + " W",
                "pi/rails BOARD MEASURED in pi/input " + sum + " W",
                "pi/rails/0V8_AON BOARD" + in + "0.0046 W",
                "pi/rails/0V8_SW BOARD" + in + sw + " W",
                "pi/rails/1V1_SYS BOARD" + in + (core.startsWith("9") ? "0.1940" : "0.1908") + " W",
                "pi/rails/1V8_SYS BOARD" + in + v18 + " W",
                "pi/rails/3V3_ADC BOARD" + in + "0.0014 W",
                "pi/rails/3V3_DAC BOARD" + in + "0.0012 W",
                "pi/rails/3V3_SYS BOARD" + in + v33 + " W",
                "pi/rails/3V7_WL_SW BOARD" + in + "0.0000 W",
                "pi/rails/DDR_VDD2 DRAM" + in + "0.0086 W",
                "pi/rails/DDR_VDDQ DRAM" + in + "0.0000 W",
                "pi/rails/HDMI BOARD" + in + "0.0693 W",
                "pi/rails/VDD_CORE CPU" + in + core + " W");
    }

    @Test
    void detect_everyCapture_givesItsChannelsOrItsReason() throws IOException {
        Map<String, List<String>> actual = new TreeMap<>();
        try (Stream<Path> files = Files.list(captures())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                actual.put(name, result(name, Files.readString(file)));
            }
        }
        actual.forEach((file, result) -> System.out.println(file + "\n    " + String.join("\n    ", result)));
        assertThat(actual).containsAllEntriesOf(EXPECTED);
    }

    /** The table of published powers was made from the same models: their ends must be the same. */
    @Test
    void line_ofEveryPublishedBoard_hasThePublishedEnds() throws IOException {
        int checked = 0;
        for (String line : Files.readAllLines(captures().resolve("board-power.tsv"))) {
            String[] cells = line.split("\t");
            if (cells[cells.length - 1].startsWith("PowerJoular")) {
                int bits = cells[0].endsWith("(64-bit)") ? 64 : 32;
                PiBoard board = board(cells[0].replaceAll(" \\(\\d\\d-bit\\)", ""), bits);
                PublishedModel model = PublishedModel.of(board).orElseThrow();
                assertThat(model.line().idleWatts()).as(line).isCloseTo(Double.parseDouble(cells[1]), within(0.0051));
                assertThat(model.line().fullWatts()).as(line).isCloseTo(Double.parseDouble(cells[2]), within(0.0051));
                checked++;
            }
        }
        assertThat(checked).isPositive();
    }

    private PiBoard board(String model, int bits) {
        FakeHost host = machine().put("/proc/device-tree/model", model + "\0<NONL>");
        host.put("/proc/cpuinfo", "CPU architecture: " + (bits == 64 ? 8 : 7));
        return PiBoard.of(host, PiProvider.cpuInfo(host)).orElseThrow();
    }

    private FakeHost machine() {
        return Machine.busy(FakeHost.empty(root.resolve("machine-" + machines++)), 0);
    }

    private List<String> result(String name, String text) {
        if (name.startsWith("cpuinfo")) {
            return List.of(modelled(machine().put("/proc/cpuinfo", text)));
        } else if (name.startsWith("pmic_read_adc")) {
            FakeHost host = Machine.withRails(Machine.withFirmware(machine()))
                    .put("/proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0");
            try (Sampler sampler = Machine.found(Machine.answers(host, "pmic_read_adc", text))) {
                return Machine.describe(sampler, Machine.await(sampler));
            }
        } else if (name.startsWith("device-tree")) {
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(cells -> modelled(machine()
                            .put("/proc/device-tree/model", cells[0] + "\0<NONL>")
                            .put("/proc/device-tree/compatible", cells[1].replace('|', '\0') + "\0<NONL>")))
                    .toList();
        } else if (name.startsWith("vcgencmd")) {
            return dialogue(text);
        }
        return List.of("a table of published powers, no output of a board");
    }

    /** Returns the channel of a board without a firmware to ask, and the formula of its model. */
    private static String modelled(FakeHost host) {
        Detection detection = new PiProvider().detect(host);
        if (detection instanceof Detection.Absent absent) {
            return absent.reason();
        }
        try (Sampler sampler = Machine.found(detection)) {
            String note = sampler.notes().stream()
                    .filter(n -> n.contains("0 to 1: "))
                    .findFirst()
                    .orElseThrow();
            return String.join(" ", Machine.describe(sampler, Machine.await(sampler))) + ": "
                    + note.replaceAll(".*0 to 1: (.*? W)\\..*", "$1");
        }
    }

    private List<String> dialogue(String text) {
        List<String> results = new ArrayList<>();
        for (String part : text.split("\\$ vcgencmd ")) {
            int end = part.indexOf('\n');
            if (end > 0) {
                results.add(part.substring(0, end) + ": " + sentences(part.substring(0, end), part.substring(end + 1)));
            }
        }
        return results;
    }

    private String sentences(String question, String answer) {
        if (!question.equals(ThrottleWatch.QUESTION)) {
            return "not asked, as it tells no power";
        }
        FakeHost host = Machine.answers(Machine.withFirmware(machine()), question, answer);
        try (ThrottleWatch watch = ThrottleWatch.of(host, () -> 0)) {
            String said = String.join(" ", watch.notes());
            return said.isEmpty() ? "no sentence" : said;
        }
    }

    private static Path captures() {
        Optional<Path> folder = Stream.of("../shared/fixtures/pi", "../../shared/fixtures/pi")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
        String skipped = "no captures beside the project in ../shared/fixtures/pi: nothing to hold detection against";
        if (folder.isEmpty()) {
            System.out.println(skipped);
        }
        Assumptions.assumeTrue(folder.isPresent(), skipped);
        return folder.orElseThrow();
    }
}
