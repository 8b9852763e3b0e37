package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Outputs of {@code nvidia-smi} captured from real machines by other projects, in {@code ../shared/fixtures} if that is there. Each
 * is printed with what is made of it, and those known are held against what is right.
 */
class CapturedCardsTest {
    @TempDir
    Path root;

    @Test
    void detect_everyDocument_givesItsChannelsOrItsReason() throws IOException {
        Map<String, List<String>> actual = new TreeMap<>();
        for (Path file : files("nvidia-smi-xml")) {
            actual.put(name(file), detected(file));
        }
        print(actual);
    }

    @Test
    void detect_everyTextThatIsNoDocument_givesTheReason() throws IOException {
        Map<String, List<String>> actual = new TreeMap<>();
        for (Path file : files("nvidia-smi-captures")) {
            actual.put(name(file), detected(file));
        }
        print(actual);
    }

    @Test
    void latest_everyPmonCapture_givesItsRoundsOrNone() throws IOException {
        Map<String, List<String>> actual = new TreeMap<>();
        for (Path file : files("nvidia-smi-pmon")) {
            actual.put(name(file), rounds(file));
        }
        print(actual);
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
            text.append("gpu-").append(gpu).append(' ').append(processes.size()).append(" processes");
            new TreeMap<>(processes).forEach((pid, sm) -> {
                if (!Double.isNaN(sm)) {
                    text.append(String.format(Locale.ROOT, " %d:%.2f", pid, sm));
                }
            });
            text.append("; ");
        });
        return text.toString();
    }

    private static void print(Map<String, List<String>> results) {
        results.forEach((file, result) -> System.out.println(file + "\n    " + String.join("\n    ", result)));
        assertThat(results).isNotEmpty();
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
