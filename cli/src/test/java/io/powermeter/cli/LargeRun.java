package io.powermeter.cli;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Machine;
import io.powermeter.recording.Mark;
import io.powermeter.recording.ProcessRow;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes a run of millions of samples as a meter would have: late by some microseconds, in steps of the counters. */
record LargeRun(String label, long periodNanos, long rows, int sockets, int phases) {
    private static final long SECOND = 1_000_000_000;
    private static final long USAGE_NANOS = SECOND / 2;
    private static final int PROCESSES = 4;
    private static final double COUNTER_STEP = 61.035e-6;
    private static final double MOST_LATE_NANOS = 60_000;

    private static final Channel JOB_CPU = Channel.of("job/cpu", Component.JOB, Quantity.CPU_TIME, Origin.MEASURED);
    private static final Channel MACHINE_CPU =
            Channel.of("machine/cpu", Component.MACHINE, Quantity.CPU_TIME, Origin.MEASURED);
    private static final Channel GPU = Channel.of("nvidia/gpu-0", Component.GPU, Quantity.POWER, Origin.MEASURED);

    /** Returns the number of readings of the counters. */
    long samples() {
        return rows * counters().size();
    }

    void write(Path folder) throws IOException {
        long length = rows * periodNanos;
        try (RecordingWriter writer = RecordingWriter.create(folder, info())) {
            writer.mark(new Mark.JobBegin(0, 4242));
            phases(writer, length);
            rapl(writer.samples("rapl"), new Random(1));
            rest(writer, length, new Random(2));
            writer.mark(new Mark.JobEnd(length, 0));
            writer.end(new RunInfo.End(length, 0, 0, 0));
        }
    }

    private RunInfo info() {
        return new RunInfo(
                label,
                List.of("train"),
                Instant.parse("2026-01-02T03:04:05Z"),
                0,
                new Machine("A CPU", sockets, 8, 16, 1L << 36, "GNU/Linux", "none", "OpenJDK"),
                List.of(
                        new RunInfo.SamplerInfo("rapl", periodNanos, counters(), List.of()),
                        new RunInfo.SamplerInfo("nvidia", SECOND / 10, List.of(GPU), List.of()),
                        new RunInfo.SamplerInfo("process", USAGE_NANOS, List.of(JOB_CPU, MACHINE_CPU), List.of())),
                Map.of(),
                Map.of(),
                "0.1.0",
                null);
    }

    /** One counter alone, or a package and its memory on each socket. */
    private List<Channel> counters() {
        List<Channel> counters = new ArrayList<>();
        for (int socket = 0; socket < sockets; socket++) {
            counters.add(Channel.of("rapl/package-" + socket, Component.CPU, Quantity.ENERGY, Origin.MEASURED));
            if (sockets > 1) {
                counters.add(Channel.of("rapl/dram-" + socket, Component.DRAM, Quantity.ENERGY, Origin.MEASURED));
            }
        }
        return counters;
    }

    private void phases(RecordingWriter writer, long length) throws IOException {
        for (long i = 0; i < phases; i++) {
            long begin = length / phases * i;
            long end = begin + length / phases - SECOND / 50;
            writer.mark(new Mark.PhaseBegin(begin, i % 10 == 9 ? "test" : "train"));
            writer.mark(new Mark.Metric(end, "loss", 2.0 / (i + 1)));
            writer.mark(new Mark.PhaseEnd(end, i % 10 == 9 ? "test" : "train"));
        }
    }

    private void rapl(SampleLog log, Random random) throws IOException {
        double[] joules = new double[counters().size()];
        double[] told = new double[joules.length];
        for (long row = 0; row < rows; row++) {
            double wave = 60 + 40 * Math.sin(row * 1e-5);
            for (int c = 0; c < joules.length; c++) {
                joules[c] += (wave + 10 * c) * (0.9 + 0.2 * random.nextDouble()) * periodNanos / SECOND;
                told[c] = Math.rint(joules[c] / COUNTER_STEP) * COUNTER_STEP;
            }
            log.append(row * periodNanos + (long) (MOST_LATE_NANOS * random.nextDouble()), told);
        }
    }

    private void rest(RecordingWriter writer, long length, Random random) throws IOException {
        for (long at = 0; at < length; at += SECOND / 10) {
            writer.samples("nvidia").append(at, new double[] {Math.rint(1000 * (150 + 50 * random.nextDouble())) / 1000
            });
        }
        for (long at = 0; at < length; at += USAGE_NANOS) {
            double seconds = (double) at / SECOND;
            writer.samples("process").append(at, new double[] {3 * seconds, 4 * seconds});
            for (int i = 0; i < PROCESSES; i++) {
                double bytes = at % (10 * SECOND) == 0 ? 1e9 + i : Double.NaN;
                writer.process(new ProcessRow(
                        at, 4242 + i, 4242, "python3", 0.75 * seconds, bytes, bytes, Double.NaN, Double.NaN));
            }
        }
    }
}
