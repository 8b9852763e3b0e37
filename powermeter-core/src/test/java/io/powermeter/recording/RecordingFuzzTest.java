package io.powermeter.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happened to a run folder: it is read, with its damages told, or refused in one line; and soon. */
class RecordingFuzzTest {
    private static final int MUTATIONS = 2000;

    /** What a mutated file is mixed with: words and numbers that mean something somewhere. */
    private static final String[] WORDS = {
        "9223372036854775807",
        "-1",
        "0",
        "1e308",
        "\"",
        "\n",
        ",",
        "{",
        "[[[[",
        "null",
        "\"phase\"",
        "\u0000",
        "\r\n",
        "../x",
        "999999999999999999",
        "300000000000000000",
        "NaN",
        "\\u0000"
    };

    @TempDir
    Path root;

    @Test
    @Timeout(30)
    void read_mutatedFolder_neverFailsOtherwiseThanSaid() throws IOException {
        Random random = new Random(20261122);
        Path run = Runs.write(root.resolve("run"), new RunInfo.End(310_000_000, 137, 2, 1));
        List<Path> files = files(run);
        int refused = 0;
        int damaged = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] mutated = mutate(whole, random);
            Files.write(file, mutated);
            try {
                Recording recording = RecordingReader.read(run);
                damaged += recording.damages().isEmpty() ? 0 : 1;
                assertWhole(recording);
                summarise(recording, i);
            } catch (RecordingException e) {
                refused++;
                assertThat(e.getMessage()).as("mutation %d", i).startsWith("Cannot read ");
            }
            Files.write(file, whole);
        }
        assertThat(refused).as("refused").isBetween(MUTATIONS / 20, MUTATIONS / 2);
        assertThat(damaged).as("read, with damages").isGreaterThan(MUTATIONS / 4);
    }

    @Test
    void read_fileCutAnywhere_keepsAllWholeLinesAndTellsTheUnfinishedOne() throws IOException {
        Path run = Runs.write(root.resolve("run"), null);
        Path file = run.resolve("events.jsonl");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            int lines = (int) new String(whole, 0, length, StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            boolean unfinished = length > 0 && whole[length - 1] != '\n';
            Recording recording = RecordingReader.read(run);
            assertThat(recording.marks()).isEqualTo(Runs.marks().subList(0, lines));
            assertThat(recording.damages()).hasSize(unfinished ? 1 : 0);
        }
    }

    private static void assertWhole(Recording recording) {
        for (SampleTable table : recording.tables()) {
            assertThat(table.elapsedNanos()).isSorted();
            for (double[] column : table.columns()) {
                assertThat(column).hasSize(table.rows());
                assertThat(Arrays.stream(column).noneMatch(Double::isInfinite)).isTrue();
            }
        }
        assertThat(recording.marks()).isSortedAccordingTo(Comparator.comparingLong(Mark::elapsedNanos));
        assertThat(recording.lastNanos()).isBetween(0L, RunInfo.LONGEST_NANOS);
    }

    private static void summarise(Recording recording, int mutation) {
        assertThatCode(() -> {
                    try {
                        assertThat(Summary.of(recording).energy().joules()).isNotNaN();
                    } catch (IllegalArgumentException e) {
                        assertThat(recording.info().settings())
                                .as("only carbon terms that make no sense are refused")
                                .isNotEqualTo(Runs.info().settings());
                    }
                })
                .as("summary of mutation %d", mutation)
                .doesNotThrowAnyException();
    }

    private static byte[] mutate(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        switch (random.nextInt(5)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
            case 1 -> {
                for (int n = random.nextInt(8); n >= 0; n--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                return bytes;
            }
            case 2 -> {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                return bytes;
            }
            case 3 -> {
                int from = random.nextInt(bytes.length);
                int to = from + random.nextInt(bytes.length - from);
                return splice(bytes, from, to, new byte[0]);
            }
            default -> {
                int at = random.nextInt(bytes.length);
                byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
                return splice(bytes, at, Math.min(bytes.length, at + random.nextInt(6)), word);
            }
        }
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
        byte[] spliced = new byte[from + with.length + bytes.length - to];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(with, 0, spliced, from, with.length);
        System.arraycopy(bytes, to, spliced, from + with.length, bytes.length - to);
        return spliced;
    }

    private static List<Path> files(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return new ArrayList<>(files.sorted().toList());
        }
    }
}
