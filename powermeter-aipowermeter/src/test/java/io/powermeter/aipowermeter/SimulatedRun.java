package io.powermeter.aipowermeter;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.ProcessRow;
import io.powermeter.recording.RecordingReader;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run whose powers are known: each channel draws its watts, with a ripple, but in its hole. */
final class SimulatedRun {
    static final long MS = 1_000_000L;
    static final Instant START = Instant.parse("2026-01-02T03:04:05.678901Z");

    private final Path folder;
    private final List<Channel> channels = new ArrayList<>();
    private final List<Double> watts = new ArrayList<>();
    private final List<long[]> holes = new ArrayList<>();
    private long periodMillis = 100;
    private long seconds = 3;
    private boolean killed;
    private Instant startedAt = START;

    SimulatedRun(Path folder) {
        this.folder = folder;
    }

    SimulatedRun with(String id, Component component, double power) {
        return with(Channel.of("sim/" + id, component, Quantity.ENERGY, Origin.MEASURED), power);
    }

    SimulatedRun with(Channel channel, double power) {
        channels.add(channel);
        watts.add(power);
        holes.add(new long[] {Long.MAX_VALUE, Long.MAX_VALUE});
        return this;
    }

    /** The channel that was added last is not known between two instants, in milliseconds. */
    SimulatedRun hole(long from, long to) {
        holes.set(holes.size() - 1, new long[] {from * MS, to * MS});
        return this;
    }

    SimulatedRun period(long millis) {
        periodMillis = millis;
        return this;
    }

    SimulatedRun killed() {
        killed = true;
        return this;
    }

    SimulatedRun startedAt(Instant instant) {
        startedAt = instant;
        return this;
    }

    /** Writes the run, whose job takes {@code millis} after 500 ms of idling, or one more segment of it. */
    Summary write(long millis) throws IOException {
        List<Channel> use = List.of(
                Channel.of("usage/job-cpu", Component.JOB, Quantity.CPU_TIME, Origin.MEASURED),
                Channel.of("usage/machine-cpu", Component.MACHINE, Quantity.CPU_TIME, Origin.MEASURED),
                Channel.of("usage/job-memory", Component.JOB, Quantity.MEMORY, Origin.MEASURED),
                Channel.of("usage/machine-memory", Component.MACHINE, Quantity.MEMORY, Origin.MEASURED));
        RunInfo info = new RunInfo(
                "simulated",
                List.of("train"),
                startedAt,
                0,
                new Machine("A CPU", 1, 4, 8, 1L << 30, "Linux", "none", "OpenJDK 17"),
                List.of(
                        new RunInfo.SamplerInfo("sim", periodMillis * MS, channels, List.of()),
                        new RunInfo.SamplerInfo("usage", 500 * MS, use, List.of())),
                Map.of(),
                Map.of(),
                "0.1.0",
                null);
        long begin = 500 * MS;
        long end = begin + millis * MS;
        try (RecordingWriter writer = RecordingWriter.append(folder, info)) {
            double[] row = new double[channels.size()];
            long last = killed ? end : end + 300 * MS;
            for (long t = 0; t <= last; t += periodMillis * MS) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = reading(c, t);
                }
                writer.samples("sim").append(t, row);
            }
            for (long t = 0; t <= last; t += 500 * MS) {
                writer.samples("usage").append(t, new double[] {t / 4e9, t / 1e9, 1e8, 1e9});
            }
            gaps(writer);
            writer.process(new ProcessRow(begin + 200 * MS, 42, 1, "sh", 0.1, 3e7, 1e7, Double.NaN, Double.NaN));
            writer.process(new ProcessRow(begin + 201 * MS, 43, 42, "py", 0.1, 7e7, 6e7, Double.NaN, Double.NaN));
            writer.mark(new Mark.JobBegin(begin, 42));
            writer.mark(new Mark.Metric(begin + 10 * MS, "loss", 0.5));
            writer.mark(new Mark.Metric(begin + 11 * MS, "intel_power", 7));
            if (!killed) {
                writer.mark(new Mark.JobEnd(end, 0));
                writer.end(new RunInfo.End(last, 0, 0, 0));
            }
        }
        return Summary.of(RecordingReader.read(folder));
    }

    private double reading(int c, long t) {
        boolean inside = t > holes.get(c)[0] && t < holes.get(c)[1];
        if (channels.get(c).quantity() != Quantity.ENERGY) {
            return inside ? Double.NaN : watts.get(c);
        }
        return inside ? Double.NaN : (t + 40 * MS * Math.sin(t / 3e8)) / 1e9 * watts.get(c);
    }

    private void gaps(RecordingWriter writer) throws IOException {
        for (int c = 0; c < holes.size(); c++) {
            if (holes.get(c)[0] != Long.MAX_VALUE && channels.get(c).quantity() == Quantity.ENERGY) {
                writer.mark(new Mark.Gap(
                        holes.get(c)[1], holes.get(c)[0], channels.get(c).id(), "the counter was reset"));
            }
        }
    }
}
