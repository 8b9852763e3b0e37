package io.powermeter.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.recording.Mark;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventChannelTest {
    private static final long START = 5_000_000_000L;
    private static final long NOW = START + 700;
    private static final Instant WALL = Instant.parse("2026-11-22T10:00:00.000000700Z");

    @TempDir
    Path root;

    private Path file;
    private TestLog log;
    private EventChannel channel;

    @BeforeEach
    void makeChannel() throws IOException {
        file = root.resolve("job-events.jsonl");
        log = new TestLog(root.resolve("run"), List.of());
        channel = new EventChannel(file, START, new TwoClocks(0), log.log);
        channel.create();
    }

    private void say(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private List<Mark> marksOf(String line) throws IOException {
        say(line + "\n");
        channel.poll(NOW);
        return log.marks();
    }

    @Test
    void create_fileThatIsThere_isRefused() {
        assertThatThrownBy(() -> new EventChannel(file, START, new TwoClocks(0), log.log).create())
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void poll_phaseWithTime_happenedThen() throws IOException {
        assertThat(marksOf("{\"t\": " + (START + 50) + ", \"phase\": \"train\", \"event\": \"begin\"}"))
                .containsExactly(new Mark.PhaseBegin(50, "train"));
    }

    @Test
    void poll_phaseWithWallTime_happenedAsLongAgoAsTheWallClockSays() throws IOException {
        assertThat(marksOf("{\"wall\": 1795341600000000050, \"phase\": \"train\", \"event\": \"begin\"}"))
                .containsExactly(new Mark.PhaseBegin(50, "train"));
    }

    @Test
    void poll_meterHeldUpBetweenItsClocks_wallTimeIsStillRight() throws IOException {
        channel = new EventChannel(root.resolve("held-up"), START, new TwoClocks(3_000_000), log.log);
        channel.create();
        Files.writeString(
                root.resolve("held-up"),
                "{\"wall\": 1795341600000000050, \"phase\": \"train\", \"event\": \"begin\"}\n");
        channel.poll(NOW);
        assertThat(log.marks()).containsExactly(new Mark.PhaseBegin(50, "train"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1795341600000000701L, 1795345200000000000L, 1795338000000000000L, 0, Long.MAX_VALUE})
    void poll_wallTimeOfAClockThatWasSet_happenedWhenItWasSeen(long wall) throws IOException {
        assertThat(marksOf("{\"wall\": " + wall + ", \"metric\": \"loss\", \"value\": 1}"))
                .containsExactly(new Mark.Metric(700, "loss", 1));
    }

    @Test
    void poll_endOfPhaseWithoutTime_happenedWhenItWasSeen() throws IOException {
        assertThat(marksOf("{\"phase\": \"train\", \"event\": \"end\"}"))
                .containsExactly(new Mark.PhaseEnd(700, "train"));
    }

    @Test
    void poll_setting_isKept() throws IOException {
        assertThat(marksOf("{\"setting\": \"backend\", \"value\": \"vector of 256 bits\"}"))
                .containsExactly(new Mark.Setting(700, "backend", "vector of 256 bits"));
    }

    @Test
    void poll_metric_isKept() throws IOException {
        assertThat(marksOf("{\"metric\": \"accuracy\", \"value\": 0.97}"))
                .containsExactly(new Mark.Metric(700, "accuracy", 0.97));
    }

    @Test
    void poll_wholeNumberAsValue_isKept() throws IOException {
        assertThat(marksOf("{\"value\": 60000, \"metric\": \"samples\"}"))
                .containsExactly(new Mark.Metric(700, "samples", 60000));
    }

    @Test
    void poll_progress_isTheLatestAndNoMark() throws IOException {
        assertThat(channel.progress()).isNull();
        say("{\"progress\": {\"done\": 3, \"total\": 10}}\n{\"progress\": {\"total\": 10, \"done\": 4.5}}\n");
        channel.poll(NOW);
        assertThat(channel.progress()).isEqualTo(new Progress(4.5, 10));
        assertThat(channel.badLines()).isZero();
        assertThat(log.marks()).isEmpty();
    }

    @Test
    void poll_unknownFieldsAndBlanks_doNoHarm() throws IOException {
        assertThat(marksOf(" {\"more\": {\"phase\": [1, {}]}, \"phase\" : \"é\\n\\\"\", \"event\":\"begin\" } \r"))
                .containsExactly(new Mark.PhaseBegin(700, "é\n\""));
        assertThat(channel.badLines()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "4999999999", "5000000701", "9223372036854775807", "1.5", "\"x\"", "null", "{}", "[]"
            })
    void poll_timeThatCannotBe_isReplacedByWhenItWasSeen(String time) throws IOException {
        assertThat(marksOf("{\"t\": " + time + ", \"phase\": \"a\", \"event\": \"begin\"}"))
                .containsExactly(new Mark.PhaseBegin(700, "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "{",
                "{}",
                "[]",
                "null",
                "5",
                "\"phase\"",
                "{\"phase\": \"a\"}",
                "{\"phase\": \"a\", \"event\": \"middle\"}",
                "{\"phase\": 5, \"event\": \"begin\"}",
                "{\"phase\": {\"x\": \"a\"}, \"event\": \"begin\"}",
                "{\"phase\": \"a\", \"event\": [\"begin\"]}",
                "{\"metric\": \"a\"}",
                "{\"metric\": \"a\", \"value\": \"0.5\"}",
                "{\"metric\": \"a\", \"value\": null}",
                "{\"setting\": \"a\"}",
                "{\"setting\": \"a\", \"value\": 1}",
                "{\"setting\": [\"a\"], \"value\": \"b\"}",
                "{\"metric\": \"a\", \"value\": NaN}",
                "{\"metric\": \"a\", \"value\": 1e999}",
                "{\"metric\": 1, \"value\": 1}",
                "{\"progress\": 5}",
                "{\"progress\": {}}",
                "{\"progress\": {\"done\": 1, \"total\": 0}}",
                "{\"progress\": {\"done\": -1, \"total\": 5}}",
                "{\"progress\": {\"done\": {\"total\": 5}}}",
                "{\"phase\": \"a\", \"event\": \"begin\"} tail",
                "{\"phase\": \"a\", \"event\": \"begin\"}{\"phase\": \"b\", \"event\": \"begin\"}",
                "{\"phase\": \"a\", \"event\": \"begin\"",
                "{\"t\": {\"phase\": \"a\", \"event\": \"begin\"}}",
                "{\"t\": 99999999999999999999, \"phase\": \"a\", \"event\": \"begin\"}",
                "\u0000\u0000"
            })
    void poll_badLine_isCountedAndTheNextOneUnderstood(String line) throws IOException {
        say(line + "\n{\"metric\": \"m\", \"value\": 1}\n");
        channel.poll(NOW);
        assertThat(channel.badLines()).isEqualTo(1);
        assertThat(channel.progress()).isNull();
        assertThat(log.marks()).containsExactly(new Mark.Metric(700, "m", 1));
    }

    @Test
    void poll_hugeAndDeepLines_areCountedAndTheNextOneUnderstood() throws IOException {
        say("{\"metric\": \"" + "x".repeat(200_000) + "\", \"value\": 1}\n");
        say("{\"x\":" + "[".repeat(60_000) + "\n");
        say("{\"metric\": \"m\", \"value\": 1}\n");
        channel.poll(NOW);
        assertThat(channel.badLines()).isEqualTo(2);
        assertThat(log.marks()).containsExactly(new Mark.Metric(700, "m", 1));
    }

    @Test
    void poll_moreThanAJobMaySay_warnsOnceAndListensNoMore() throws IOException {
        say("{\"metric\": \"before\", \"value\": 1}\n");
        channel.poll(NOW);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 30);
        }
        channel.poll(NOW);
        say("\n{\"metric\": \"after\", \"value\": 1}\n");
        channel.finish(NOW);

        assertThat(log.marks())
                .containsExactly(
                        new Mark.Metric(700, "before", 1),
                        new Mark.Warning(
                                700,
                                "The job said more than 32 MiB in its event file: what came after that is left out."));
    }

    @Test
    void poll_emptyLines_areNotCounted() throws IOException {
        say("\n\n");
        channel.poll(NOW);
        assertThat(channel.badLines()).isZero();
    }

    @Test
    void poll_halfALine_waitsForTheRest() throws IOException {
        say("{\"metric\": \"m\", ");
        channel.poll(NOW);
        assertThat(channel.badLines()).isZero();
        say("\"value\": 1}\n");
        channel.poll(NOW + 5);
        assertThat(channel.badLines()).isZero();
        assertThat(log.marks()).containsExactly(new Mark.Metric(705, "m", 1));
    }

    @Test
    void finish_lastLineWithoutEnd_isTaken() throws IOException {
        say("{\"metric\": \"m\", \"value\": 1}");
        channel.finish(NOW);
        channel.finish(NOW);
        assertThat(log.marks()).containsExactly(new Mark.Metric(700, "m", 1));
    }

    @Test
    void poll_jobRemovesTheFile_doesNoHarm() throws IOException {
        say("{\"metric\": \"m\", \"value\": 1}\n");
        Files.delete(file);
        channel.poll(NOW);
        channel.finish(NOW);
        assertThat(log.marks()).hasSize(1);
    }

    @Test
    void poll_jobEmptiesTheFile_doesNoHarm() throws IOException {
        say("{\"metric\": \"m\", \"value\": 1}\n");
        channel.poll(NOW);
        Files.write(file, new byte[0]);
        channel.poll(NOW);
        channel.finish(NOW);
        assertThat(log.marks()).hasSize(1);
    }

    @Test
    void poll_tenThousandRandomLines_neverThrowsAndUnderstandsOrCountsEach() throws IOException {
        Random random = new Random(5);
        byte[] pattern = "{\"t\":5,\"phase\":\"a\",\"event\":\"begin\",\"metric\":\"value\":{\"progress\":[]}}"
                .getBytes(StandardCharsets.UTF_8);
        for (int block = 0; block < 100; block++) {
            byte[] text = new byte[100 * 40];
            for (int i = 0; i < text.length; i++) {
                boolean noise = random.nextInt(3) == 0;
                byte next = noise ? (byte) random.nextInt(256) : pattern[(i * 7 + random.nextInt(3)) % pattern.length];
                text[i] = i % 40 == 39 ? (byte) '\n' : next == '\n' ? (byte) ' ' : next;
            }
            Files.write(file, text, StandardOpenOption.APPEND);
            channel.poll(NOW + block);
        }
        channel.finish(NOW + 100);
        assertThat(channel.badLines() + log.marks().size()).isEqualTo(10_000);
        assertThat(log.read().damages()).isEmpty();
    }

    /** Clocks that stand still, once the first look at the steady one is over. */
    private static final class TwoClocks implements Clock {
        private long heldUp;

        TwoClocks(long heldUp) {
            this.heldUp = heldUp;
        }

        @Override
        public long nanos() {
            long early = NOW - heldUp;
            heldUp = 0;
            return early;
        }

        @Override
        public Instant now() {
            return WALL;
        }
    }
}
