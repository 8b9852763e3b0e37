package io.powermeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RecordingException;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleLog;
import io.powermeter.recording.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was continued has the energy of its segments' jobs, and nothing of the pauses. */
class ContinuedRunTest {
    private static final long MS = 1_000_000L;
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<Channel> CHANNELS = List.of(
            Channel.of("sim/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED),
            Channel.of("sim/dram-0", Component.DRAM, Quantity.ENERGY, Origin.MEASURED),
            Channel.of("sim/gpu-0", Component.GPU, Quantity.POWER, Origin.MEASURED));
    private static final List<Channel> USE = List.of(
            Channel.of("use/job-cpu", Component.JOB, Quantity.CPU_TIME, Origin.MEASURED),
            Channel.of("use/machine-cpu", Component.MACHINE, Quantity.CPU_TIME, Origin.MEASURED),
            Channel.of("use/job-memory", Component.JOB, Quantity.MEMORY, Origin.MEASURED));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void joinedSegments_randomReadings_haveTheSumOfTheSegmentsEnergies(long seed) throws IOException {
        Random random = new Random(seed);
        Path run = folder.resolve("run");
        int segments = 2 + random.nextInt(3);
        List<Summary> alone = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            Path written = randomSegment(run, random, i);
            if (i == 0) {
                alone.add(Summary.of(RecordingReader.read(run)));
            } else {
                alone.add(Summary.of(RecordingReader.read(written)));
            }
        }
        Summary joined = Summary.of(RecordingReader.read(run));
        double seconds = alone.stream().mapToDouble(s -> s.window().seconds()).sum();
        assertThat(joined.window().seconds()).isCloseTo(seconds, within(1e-9));
        for (int c = 0; c < CHANNELS.size(); c++) {
            int channel = c;
            double joules = alone.stream()
                    .mapToDouble(s -> s.channels().get(channel).joules())
                    .sum();
            double known = alone.stream()
                    .mapToDouble(s ->
                            s.channels().get(channel).coverage() * s.window().seconds())
                    .sum();
            ChannelEnergy energy = joined.channels().get(channel);
            assertThat(energy.joules()).as(energy.channel().id()).isCloseTo(joules, within(1e-9 * joules + 1e-9));
            assertThat(energy.coverage() * seconds).as(energy.channel().id()).isCloseTo(known, within(1e-6));
        }
        double cpu = alone.stream().mapToDouble(s -> s.job().cpuSeconds()).sum();
        assertThat(joined.job().cpuSeconds()).isCloseTo(cpu, within(1e-6));
    }

    /** Readings about every 100 ms, some missing, sensors that come late or die; an idle stretch before and after the job. */
    private Path randomSegment(Path run, Random random, int number) throws IOException {
        boolean killed = random.nextInt(4) == 0;
        long begin = 300 * MS + random.nextInt(300_000_000);
        long end = begin + random.nextInt(2_000_000_000);
        long last = end + random.nextInt(500_000_000);
        RunInfo info = info(i -> i.plusSeconds(3600L * number));
        try (RecordingWriter writer = RecordingWriter.append(run, info)) {
            SampleLog sim = writer.samples("sim");
            SampleLog use = writer.samples("use");
            double[] row = new double[3];
            double[] joules = {random.nextInt(1000), 0};
            long[] from = {random.nextInt(800) * MS, 0, random.nextInt(400) * MS};
            long[] until = {Long.MAX_VALUE, random.nextInt(3000) * MS, Long.MAX_VALUE};
            for (long t = random.nextInt(50_000_000); t <= last; t += 60 * MS + random.nextInt(80_000_000)) {
                joules[0] += random.nextDouble() * 10;
                joules[1] += random.nextDouble();
                row[0] = joules[0];
                row[1] = joules[1];
                row[2] = random.nextDouble() * 300;
                for (int c = 0; c < 3; c++) {
                    row[c] = random.nextInt(c == 2 ? 3 : 10) == 0 || t < from[c] || t > until[c] ? Double.NaN : row[c];
                }
                sim.append(t, row);
                use.append(t, new double[] {t / 2e9, t / 1e9, random.nextInt(5) == 0 ? 1e9 : Double.NaN});
            }
            if (random.nextInt(3) == 0) {
                long gap = begin + random.nextInt(400_000_000);
                writer.mark(new Mark.Gap(gap, begin - 100 * MS, "sim/package-0", "the counter went back"));
            }
            writer.mark(new Mark.JobBegin(begin, 42));
            if (!killed) {
                writer.mark(new Mark.JobEnd(end, 0));
                writer.end(new RunInfo.End(last, 0, 1, 2));
            }
            return writer.folder();
        }
    }

    @Test
    void joinedSegments_constantPower_haveItsJoulesAndNoPause() throws IOException {
        Path run = folder.resolve("run");
        constant(run, info(i -> i), 0);
        constant(run, info(i -> i.plusSeconds(7200)), 3);
        Recording recording = RecordingReader.read(run);
        Summary summary = Summary.of(recording);
        assertThat(summary.energy().joules()).isCloseTo(2 * 2 * (50 + 5 + 100), within(1e-6));
        assertThat(summary.energy().coverage()).isEqualTo(1);
        assertThat(summary.window()).isEqualTo(new Window(1000 * MS, 5000 * MS));
        assertThat(summary.job().share()).isCloseTo(50 * 0.5 / 155, within(1e-9));
        assertThat(summary.job().memoryBytes()).isEqualTo(1e9);
        assertThat(recording.segments())
                .containsExactly(new Segment(0, START), new Segment(3000 * MS, START.plusSeconds(7201)));
        RunInfo.End end = recording.info().end();
        assertThat(end).isEqualTo(new RunInfo.End(6000 * MS, 3, 2, 4));
        assertThat(summary.job().idle()).isNotNull();
        assertThat(summary.phasesByName()).singleElement().satisfies(phase -> {
            assertThat(phase.name()).isEqualTo("train");
            assertThat(phase.count()).isEqualTo(2);
            assertThat(phase.joules()).isCloseTo(2 * 155, within(1e-6));
        });
        assertThat(summary.metrics()).containsEntry("loss", 0.25);
        assertThat(summary.warnings())
                .contains(
                        "This run has 2 segments, begun 2026-01-02T03:04:05Z, 2026-01-02T05:04:05Z; the pauses"
                                + " between their jobs are not counted.",
                        "The sensor is slow.");
    }

    @Test
    void joinedSegments_firstWasKilled_isCountedToItsLastReading() throws IOException {
        Path run = folder.resolve("run");
        try (RecordingWriter writer = RecordingWriter.append(run, info(i -> i))) {
            readings(writer, 2000 * MS);
            writer.mark(new Mark.JobBegin(1000 * MS, 42));
            writer.mark(new Mark.PhaseBegin(1500 * MS, "train"));
        }
        constant(run, info(i -> i.plusSeconds(60)), 0);
        Summary summary = Summary.of(RecordingReader.read(run));
        assertThat(summary.energy().joules()).isCloseTo((1 + 2) * 155, within(1e-6));
        assertThat(summary.phaseSpans())
                .filteredOn(span -> span.name().equals("train"))
                .extracting(PhaseSpan::window)
                .containsExactly(new Window(1500 * MS, 2000 * MS), new Window(2500 * MS, 3500 * MS));
        assertThat(summary.warnings())
                .anyMatch(note -> note.contains("2 segments")
                        && note.endsWith("Segment 1 ended early: the meter was killed or still runs."));
    }

    @Test
    void joinedSegments_oneEndedBeforeItsJob_isLeftOutAndTold() throws IOException {
        Path run = folder.resolve("run");
        constant(run, info(i -> i), 0);
        try (RecordingWriter writer = RecordingWriter.append(run, info(i -> i.plusSeconds(60)))) {
            readings(writer, 2000 * MS);
        }
        constant(run, info(i -> i.plusSeconds(120)), 0);
        Summary summary = Summary.of(RecordingReader.read(run));
        assertThat(summary.energy().joules()).isCloseTo((2 + 2) * 155, within(1e-6));
        assertThat(summary.window().seconds()).isEqualTo(4);
        assertThat(summary.warnings())
                .anyMatch(note -> note.contains("Segment 2 ended before its job began, and is left out."));
    }

    @Test
    void append_runThatIsThere_leavesItAsItIs() throws IOException {
        Path run = folder.resolve("run");
        constant(run, info(i -> i), 0);
        byte[] before = Files.readAllBytes(run.resolve("samples-sim.csv"));
        Path second = constant(run, info(i -> i), 0);
        assertThat(second).isEqualTo(run.resolve("segment-2"));
        assertThat(run.resolve("samples-sim.csv")).hasBinaryContent(before);
        assertThat(Summary.of(RecordingReader.read(second)).energy().joules()).isCloseTo(2 * 155, within(1e-6));
    }

    @Test
    void append_otherMachineOrSensors_isRefusedWithTheReason() throws IOException {
        Path run = folder.resolve("run");
        constant(run, info(i -> i), 0);
        RunInfo same = info(i -> i);
        Machine other = new Machine("Another CPU", 1, 4, 8, 1L << 30, "Linux", "none", "OpenJDK 17");
        assertThatThrownBy(() -> RecordingWriter.append(run, with(same, other, same.samplers())))
                .isInstanceOf(RecordingException.class)
                .hasMessage("Cannot continue " + run + ": it was begun on another machine (A CPU, 1 sockets, 4 cores, 8"
                        + " logical CPUs), not on this one (Another CPU, 1 sockets, 4 cores, 8 logical CPUs). Give another"
                        + " folder with --out, or the same conditions.");
        List<RunInfo.SamplerInfo> slower =
                List.of(new RunInfo.SamplerInfo("sim", 1000 * MS, CHANNELS.subList(0, 1), List.of()));
        assertThatThrownBy(() -> RecordingWriter.append(run, with(same, same.machine(), slower)))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(
                        "it was begun with other sensors (sim/package-0 sim/dram-0 sim/gpu-0 every 100 ms;"
                                + " use every 100 ms), not with those of now (sim/package-0 every 1000 ms)");
        assertThat(run.resolve("segment-2")).doesNotExist();
    }

    @Test
    void read_segmentsThatDoNotFit_areLeftOutAndNamed() throws IOException {
        Path run = folder.resolve("run");
        constant(run, info(i -> i), 0);
        RunInfo same = info(i -> i);
        RecordingWriter.create(run.resolve("segment-2"), with(same, same.machine(), List.of()))
                .close();
        Files.createDirectory(run.resolve("segment-3"));
        constant(run, info(i -> i.plusSeconds(10)), 0);
        Recording recording = RecordingReader.read(run);
        assertThat(Summary.of(recording).energy().joules()).isCloseTo(2 * 2 * 155, within(1e-6));
        assertThat(recording.damages())
                .hasSize(2)
                .anyMatch(damage -> damage.startsWith("segment-2: left out, because it was begun with other sensors"))
                .anyMatch(damage ->
                        damage.startsWith("segment-3: left out: " + run.resolve("segment-3") + " is not a run folder"));
    }

    /** Three seconds of 50 W + 5 W + 100 W, the middle two of them the job, which has half of the CPU. */
    private static Path constant(Path run, RunInfo info, int exitCode) throws IOException {
        try (RecordingWriter writer = RecordingWriter.append(run, info)) {
            readings(writer, 4000 * MS);
            writer.mark(new Mark.Warning(0, "The sensor is slow."));
            writer.mark(new Mark.PhaseBegin(0, "baseline"));
            writer.mark(new Mark.PhaseEnd(900 * MS, "baseline"));
            writer.mark(new Mark.JobBegin(1000 * MS, 42));
            writer.mark(new Mark.PhaseBegin(1500 * MS, "train"));
            writer.mark(new Mark.Metric(2000 * MS, "loss", 0.25));
            writer.mark(new Mark.PhaseEnd(2500 * MS, "train"));
            writer.mark(new Mark.JobEnd(3000 * MS, exitCode));
            writer.mark(new Mark.PhaseBegin(3100 * MS, "baseline"));
            writer.mark(new Mark.PhaseEnd(3900 * MS, "baseline"));
            writer.end(new RunInfo.End(4000 * MS, exitCode, 1, 2));
            return writer.folder();
        }
    }

    private static void readings(RecordingWriter writer, long until) throws IOException {
        for (long t = 50 * MS; t <= until; t += 100 * MS) {
            double seconds = t / 1e9;
            writer.samples("sim").append(t, new double[] {seconds * 50, seconds * 5, 100});
            writer.samples("use").append(t, new double[] {seconds / 2, seconds, 1e9});
        }
        writer.samples("sim").append(until, new double[] {until / 1e9 * 50, until / 1e9 * 5, 100});
    }

    private static RunInfo with(RunInfo info, Machine machine, List<RunInfo.SamplerInfo> samplers) {
        return new RunInfo(
                info.name(),
                info.command(),
                info.startedAt(),
                0,
                machine,
                samplers,
                info.absent(),
                info.settings(),
                info.toolVersion(),
                null);
    }

    private static RunInfo info(UnaryOperator<Instant> later) {
        return new RunInfo(
                "test",
                List.of("train"),
                later.apply(START),
                0,
                new Machine("A CPU", 1, 4, 8, 1L << 30, "Linux", "none", "OpenJDK 17"),
                List.of(
                        new RunInfo.SamplerInfo("sim", 100 * MS, CHANNELS, List.of()),
                        new RunInfo.SamplerInfo("use", 100 * MS, USE, List.of())),
                Map.of(),
                Map.of(),
                "0.1.0",
                null);
    }
}
