package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Outputs of {@code nvidia-smi} captured from real machines by other projects, in {@code ../shared/fixtures} if that is there. Each
 * is printed with what is made of it. What is made of those of {@code captured-cards.txt} is known, and checked by hand; whatever the
 * others are, a card has the power that its text tells.
 */
class CapturedCardsTest {
    private static final Pattern READINGS =
            Pattern.compile("<(gpu_)?power_readings>.*?</(gpu_)?power_readings>", Pattern.DOTALL);

    @TempDir
    Path root;

    @Test
    void detect_everyDocument_givesItsChannelsOrItsReason() throws IOException {
        Map<String, List<String>> actual = new TreeMap<>();
        for (Path file : files("nvidia-smi-xml")) {
            List<String> detected = detected(file);
            actual.put(name(file), detected);
            assertThat(watts(detected)).as(name(file)).isEqualTo(wattsByPattern(Files.readString(file)));
        }
        check(actual);
    }

    @Test
    void detect_everyTextThatIsNoDocument_givesTheReason() throws IOException {
        Map<String, List<String>> actual = new TreeMap<>();
        for (Path file : files("nvidia-smi-captures")) {
            actual.put(name(file), detected(file));
        }
        check(actual);
    }

    @Test
    void latest_everyPmonCapture_givesItsRoundsOrNone() throws IOException {
        Map<String, List<String>> actual = new TreeMap<>();
        for (Path file : files("nvidia-smi-pmon")) {
            actual.put(name(file), rounds(file));
        }
        check(actual);
    }

    private List<String> detected(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        SmiMachine machine = SmiMachine.of(root.resolve(name(file)), text);
        if (!text.contains("<?xml")) {
            machine.program("cat " + file.toAbsolutePath());
        }
        Detection detection = machine.detect();
        if (detection instanceof Detection.Absent absent) {
            return List.of(absent.reason());
        }
        try (Sampler sampler = ((Detection.Found) detection).samplers().get(0)) {
            return SmiMachine.describe(sampler);
        }
    }

    private static List<String> rounds(Path file) throws IOException {
        PmonRounds rounds = new PmonRounds();
        List<String> told = new ArrayList<>();
        PmonRounds.Round last = null;
        for (String line : Files.readAllLines(file)) {
            rounds.line(line, 0);
            PmonRounds.Round latest = rounds.latest(0);
            if (latest != last) {
                last = latest;
                told.add(text(latest));
            }
        }
        PmonRounds.Round latest = rounds.latest(2 * PmonRounds.PAUSE_MILLIS * 1_000_000);
        if (latest != last) {
            told.add(text(latest));
        }
        return told.isEmpty() ? List.of("no row of pmon") : told;
    }

    private static String text(PmonRounds.Round round) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(round.byGpu()).forEach((gpu, processes) -> {
            text.append(text.isEmpty() ? "gpu-" : "; gpu-")
                    .append(gpu)
                    .append(' ')
                    .append(processes.size())
                    .append(" processes");
            new TreeMap<>(processes).forEach((pid, sm) -> {
                if (!Double.isNaN(sm)) {
                    text.append(String.format(Locale.ROOT, " %d:%.2f", pid, sm));
                }
            });
        });
        return text.toString();
    }

    /** Returns the watts of each card that has power, in order. */
    private static List<Double> watts(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("gpu-[0-9]+ GPU .*"))
                .map(line -> Double.valueOf(line.split(" ")[2]))
                .toList();
    }

    /** Finds the same in another way: knows nothing of XML. */
    private static List<Double> wattsByPattern(String text) {
        List<Double> watts = new ArrayList<>();
        for (String card : text.split("<gpu id")) {
            Matcher readings = READINGS.matcher(card);
            if (readings.find()) {
                Stream.of("instant_power_draw", "power_draw", "average_power_draw")
                        .map(name ->
                                Pattern.compile("<" + name + ">([0-9.]+) W<").matcher(readings.group()))
                        .filter(Matcher::find)
                        .findFirst()
                        .ifPresent(draw -> watts.add(Double.valueOf(draw.group(1))));
            }
        }
        return watts;
    }

    private static void check(Map<String, List<String>> results) throws IOException {
        results.forEach((file, result) -> System.out.println(file + "\n    " + String.join("\n    ", result)));
        Map<String, List<String>> known = known();
        assertThat(results).isNotEmpty();
        results.forEach((file, result) -> assertThat(result).as(file).isEqualTo(known.getOrDefault(file, result)));
    }

    private static Map<String, List<String>> known() throws IOException {
        Map<String, List<String>> known = new TreeMap<>();
        try (InputStream in = CapturedCardsTest.class.getResourceAsStream("captured-cards.txt")) {
            List<String> lines = List.of();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("    ")) {
                    lines.add(line.strip());
                } else {
                    lines = new ArrayList<>();
                    known.put(line, lines);
                }
            }
        }
        return known;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static List<Path> files(String kind) throws IOException {
        Optional<Path> folder = Stream.of("../shared/fixtures/" + kind, "../../shared/fixtures/" + kind)
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
        String skipped = "no captures beside the project in ../shared/fixtures/" + kind + ": nothing to hold against";
        if (folder.isEmpty()) {
            System.out.println(skipped);
        }
        Assumptions.assumeTrue(folder.isPresent(), skipped);
        try (Stream<Path> files = Files.list(folder.orElseThrow())) {
            return files.sorted().toList();
        }
    }
}
