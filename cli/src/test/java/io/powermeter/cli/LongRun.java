package io.powermeter.cli;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A recording as a long run leaves it, made in seconds: counters of some 40 W each that are read at jittered instants, a burst
 * of {@value #BURST_WATTS} W and 2 ms in the middle, and phases one after the other.
 */
record LongRun(double seconds, long periodNanos, int channels, int phases) {
    static final double BURST_WATTS = 200;

    private static final long BURST_NANOS = 2_000_000;
    private static final double WATTS = 40;
    private static final int PHASE_NAMES = 20;
    private static final long SEED = 7;

    /** Returns the number of readings. */
    long rows() {
        return Math.round(seconds * 1e9 / periodNanos) + 1;
    }

    void write(Path folder) throws IOException {
        long end = Math.round(seconds * 1e9);
        RunInfo.SamplerInfo rapl = new RunInfo.SamplerInfo("rapl", periodNanos, counters(), List.of());
        RunInfo info = new RunInfo(
                "long run",
                List.of("true"),
                Instant.EPOCH,
                0,
                new Machine("cpu", 2, 8, 16, 1L << 34, "Linux", "none", "jvm"),
                List.of(rapl),
                Map.of(),
                Map.of(),
                "test",
                null);
        try (RecordingWriter writer = RecordingWriter.create(folder, info)) {
            writer.mark(new Mark.JobBegin(0, 1));
            phases(writer, end);
            readings(writer.samples("rapl"), end);
            writer.mark(new Mark.JobEnd(end, 0));
            writer.end(new RunInfo.End(end, 0, 0, 0));
        }
    }

    private List<Channel> counters() {
        return IntStream.range(0, channels)
                .mapToObj(i -> Channel.of(
                        i % 2 == 0 ? "rapl/package-" + i / 2 : "rapl/package-" + i / 2 + "/dram",
                        i % 2 == 0 ? Component.CPU : Component.DRAM,
                        Quantity.ENERGY,
                        Origin.MEASURED))
                .toList();
    }

    private void phases(RecordingWriter writer, long end) throws IOException {
        for (int i = 0; i < phases; i++) {
            String name = "phase " + i % PHASE_NAMES;
            writer.mark(new Mark.PhaseBegin(end / phases * i, name));
            writer.mark(new Mark.PhaseEnd(end / phases * i + end / phases * 9 / 10, name));
        }
    }

    private void readings(SampleLog samples, long end) throws IOException {
        Random random = new Random(SEED);
        double[] joules = new double[channels];
        long last = 0;
        for (long row = 0; row < rows(); row++) {
            long now = Math.min(end, row * periodNanos + (row == 0 ? 0 : random.nextInt((int) (periodNanos / 4))));
            long burst = Math.max(0, Math.min(now, end / 2 + BURST_NANOS) - Math.max(last, end / 2));
            for (int c = 0; c < channels; c++) {
                double watts = WATTS * (0.9 + 0.2 * random.nextDouble());
                joules[c] += watts * (now - last) / 1e9 + (c == 0 ? (BURST_WATTS - WATTS) * burst / 1e9 : 0);
            }
            samples.append(now, joules);
            last = now;
        }
    }
}
