package io.powermeter.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingRoundTripTest {
    private static final String[] NAMES = {
        "sh",
        "",
        "a,b",
        "\"",
        "\"\"",
        "say \"hi\", you",
        "日本語",
        "😀",
        "=1+1",
        "'",
        "\\",
        "a b",
        ")",
        "(x) S 1",
        ",",
        "é\u0301"
    };

    @TempDir
    Path root;

    @Test
    void read_smallRun_givesBackEverything() throws IOException {
        RunInfo.End end = new RunInfo.End(310_000_000, 137, 2, 1);
        Path run = Runs.write(root.resolve("run"), end);
        Recording read = RecordingReader.read(run);
        assertThat(read.folder()).isEqualTo(run);
        assertThat(read.info()).isEqualTo(Runs.info().ended(end));
        assertThat(read.marks()).isEqualTo(Runs.marks());
        assertThat(read.processes()).isEqualTo(Runs.processes());
        assertThat(read.damages()).isEmpty();
        assertThat(read.endedEarly()).isFalse();
        assertThat(read.lastNanos()).isEqualTo(310_000_000);
        SampleTable rapl = read.tables().get(0);
        assertThat(rapl.elapsedNanos().toArray()).containsExactly(0, 100_000_000, 200_000_000, 300_000_000);
        assertThat(rapl.column(0).toArray()).containsExactly(0, 5.000061, 10.25, 1234567.000001);
        assertThat(rapl.column(1).toArray()).containsExactly(0, 2.5, Double.NaN, 2.75);
        assertThat(read.tables().get(1).column(0).toArray()).containsExactly(31.4, Double.NaN);
    }

    @Test
    void read_runThatWasKilled_endedEarlyAtItsLastInstant() throws IOException {
        Recording read = RecordingReader.read(Runs.write(root.resolve("run"), null));
        assertThat(read.endedEarly()).isTrue();
        assertThat(read.lastNanos()).isEqualTo(300_000_000);
        assertThat(read.info().end()).isNull();
    }

    @Test
    void read_settingsOfTheJob_standBesideTheMetersAndReplaceNone() throws IOException {
        try (RecordingWriter writer = RecordingWriter.create(root.resolve("run"), Runs.info())) {
            writer.mark(new Mark.Setting(10, "backend", "vector of 256 bits"));
            writer.mark(new Mark.Setting(20, "country", "XX"));
        }
        Map<String, String> expected = new HashMap<>(Runs.info().settings());
        expected.put("job.backend", "vector of 256 bits");
        expected.put("job.country", "XX");
        assertThat(RecordingReader.read(root.resolve("run")).info().settings()).isEqualTo(expected);
    }

    @Test
    void read_marksWrittenOutOfOrder_areInOrderOfTime() throws IOException {
        try (RecordingWriter writer = RecordingWriter.create(root.resolve("run"), Runs.info())) {
            writer.mark(new Mark.Metric(30, "c", 3));
            writer.mark(new Mark.Metric(10, "a", 1));
            writer.mark(new Mark.Metric(10, "b", 2));
        }
        assertThat(RecordingReader.read(root.resolve("run")).marks())
                .extracting(mark -> ((Mark.Metric) mark).metric())
                .containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void read_randomRun_isWhatWasWritten(long seed) throws IOException {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(6);
        List<Channel> channels = IntStream.range(0, width)
                .mapToObj(i -> Channel.of("s/c" + i, Component.CPU, Quantity.ENERGY, Origin.MEASURED))
                .toList();
        int rows = random.nextInt(3000);
        long[] nanos = new long[rows];
        double[][] columns = new double[width][rows];
        List<Mark> marks = new ArrayList<>();
        List<ProcessRow> processes = new ArrayList<>();
        try (RecordingWriter writer = RecordingWriter.create(root.resolve("run"), info(channels))) {
            long now = 0;
            for (int row = 0; row < rows; row++) {
                now += random.nextInt(200_000_000);
                double[] values = new double[width];
                for (int c = 0; c < width; c++) {
                    values[c] = value(random);
                    columns[c][row] = values[c];
                }
                nanos[row] = now;
                writer.samples("s").append(now, values);
                marks.add(mark(random, now));
                writer.mark(marks.get(row));
                processes.add(process(random, now));
                writer.process(processes.get(row));
            }
        }
        Recording read = RecordingReader.read(root.resolve("run"));
        assertThat(read.damages()).isEmpty();
        assertThat(read.tables().get(0).elapsedNanos().toArray()).isEqualTo(nanos);
        for (int c = 0; c < width; c++) {
            assertThat(read.tables().get(0).column(c).toArray()).isEqualTo(columns[c]);
        }
        marks.sort(Comparator.comparingLong(Mark::elapsedNanos));
        assertThat(read.marks()).isEqualTo(marks);
        assertThat(read.processes()).isEqualTo(processes);
    }

    /** A number of whole microunits, as a sensor gives it, or none. */
    private static double value(Random random) {
        return random.nextInt(10) == 0 ? Double.NaN : (random.nextLong() >> (12 + random.nextInt(50))) / 1e6;
    }

    private static String name(Random random) {
        return NAMES[random.nextInt(NAMES.length)];
    }

    private static ProcessRow process(Random random, long now) {
        return new ProcessRow(
                now,
                random.nextInt(4_194_304),
                random.nextInt(4_194_304),
                name(random),
                random.nextInt(100_000) / 100.0,
                value(random),
                value(random),
                value(random),
                value(random));
    }

    private static Mark mark(Random random, long now) {
        return switch (random.nextInt(8)) {
            case 0 -> new Mark.JobBegin(now, random.nextInt(99_999));
            case 1 -> new Mark.JobEnd(now, random.nextInt(256));
            case 2 -> new Mark.JobEnd(now, null);
            case 3 -> new Mark.PhaseBegin(now, name(random));
            case 4 -> new Mark.PhaseEnd(now, "line\nbreak\u0000\u2028 " + name(random));
            case 5 -> new Mark.Metric(now, name(random), Double.longBitsToDouble(random.nextLong() >>> 2));
            case 6 -> new Mark.Warning(now, name(random));
            default -> new Mark.Gap(now, now / 2, "s/c0", name(random));
        };
    }

    private static RunInfo info(List<Channel> channels) {
        RunInfo some = Runs.info();
        return new RunInfo(
                "random",
                List.of(),
                some.startedAt(),
                -5,
                some.machine(),
                List.of(new RunInfo.SamplerInfo("s", 1, channels, List.of("a", "\"b\"\n"))),
                Map.of(),
                Map.of("k\"", "v\n"),
                "x",
                null);
    }

    @Test
    void process_nameWithLineBreaks_isKeptOnOneLine() throws IOException {
        try (RecordingWriter writer = RecordingWriter.create(root.resolve("run"), Runs.info())) {
            writer.process(new ProcessRow(1, 2, 3, "evil\nname\r\t\u0000", 0.5, Double.NaN, 7, 0.25, 1024));
            writer.process(new ProcessRow(2, 3, 2, "good", 0.25, 1, 2, Double.NaN, Double.NaN));
        }
        Recording read = RecordingReader.read(root.resolve("run"));
        assertThat(read.damages()).isEmpty();
        assertThat(read.processes())
                .containsExactly(
                        new ProcessRow(1, 2, 3, "evil?name???", 0.5, Double.NaN, 7, 0.25, 1024),
                        new ProcessRow(2, 3, 2, "good", 0.25, 1, 2, Double.NaN, Double.NaN));
    }
}
