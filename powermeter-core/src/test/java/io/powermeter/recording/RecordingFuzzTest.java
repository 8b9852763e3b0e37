package io.powermeter.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Total;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happened to a run folder: it is read, with its damages told, or refused in one line; and soon. */
class RecordingFuzzTest {
    private static final int MUTATIONS = 10_000;
    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final Pattern ONE_LINE = Pattern.compile(
            "Cannot read \\S+/run\\.json: .+|\\S+/run is not a run folder: there is no run\\.json in it.+");

    @TempDir
    Path root;

    @Test
    @Timeout(120)
    void read_mutatedFolder_neverFailsOtherwiseThanSaid() throws IOException {
        Path run = root.resolve("run");
        RunMutations mutations = RunMutations.ofSmallRun(run, new Random(20261122));
        int refused = 0;
        int damaged = 0;
        long slowest = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            mutations.mutate();
            long begin = System.nanoTime();
            try {
                Recording recording = RecordingReader.read(run);
                damaged += recording.damages().isEmpty() ? 0 : 1;
                assertWhole(recording);
                assertSound(Summary.of(recording));
            } catch (RecordingException e) {
                refused++;
                assertThat(e.getMessage()).matches(ONE_LINE);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("mutation " + i + ": " + e, e);
            }
            slowest = Math.max(slowest, System.nanoTime() - begin);
            mutations.mend();
        }
        assertThat(refused).as("refused").isBetween(MUTATIONS / 20, MUTATIONS / 2);
        assertThat(damaged).as("read, with damages").isGreaterThan(MUTATIONS / 4);
        assertThat(slowest).as("nanoseconds of the slowest").isLessThan(LONGEST_NANOS);
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
            long before = 0;
            for (long nanos : table.elapsedNanos().toArray()) {
                hold(nanos >= before, "instants ascend");
                before = nanos;
            }
            for (Values column : table.columns()) {
                hold(column.size() == table.rows(), "columns are of one length");
                hold(Arrays.stream(column.toArray()).noneMatch(Double::isInfinite), "no cell is infinite");
            }
        }
        long before = 0;
        for (Mark mark : recording.marks()) {
            hold(mark.elapsedNanos() >= before, "marks ascend");
            before = mark.elapsedNanos();
        }
        hold(recording.lastNanos() >= 0 && recording.lastNanos() <= RunInfo.LONGEST_NANOS, "the end is an instant");
    }

    private static void assertSound(Summary summary) {
        Total total = summary.energy();
        hold(
                Double.isFinite(
                        total.joules() + summary.peakWatts() + summary.job().joules()),
                "no total is NaN or infinite");
        hold(total.coverage() >= 0 && total.coverage() <= 1, "coverage is a share");
        for (ChannelEnergy channel : summary.channels()) {
            hold(channel.coverage() >= 0 && channel.coverage() <= 1, "coverage is a share");
            hold(Double.isFinite(channel.joules()), "no energy is NaN or infinite");
            hold(
                    channel.joules() >= 0 || !channel.channel().quantity().isCounter(),
                    "no counter tells less than nothing");
        }
        hold(summary.warnings().stream().noneMatch(String::isBlank), "no sentence is empty");
    }

    /** AssertJ takes longer than what is asserted here. */
    private static void hold(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not so: " + what);
        }
    }
}
