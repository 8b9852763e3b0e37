package io.powermeter.aipowermeter;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The wattmeter of a folder, or alone: the sockets that ever fed anything. A first pass over the file finds these and the usual
 * time between two frames; the second one hands the frames of each segment out.
 */
final class Wattmeter implements Closeable {
    static final String SAMPLER = "omegawatt";

    private static final int MOST_STEPS = 1_000;

    private final WattmeterRows rows;
    private final int[] sockets;
    private final RunInfo.SamplerInfo sampler;
    private final Instant first;
    private final Instant last;
    private final long broken;
    private WattmeterRows.@Nullable Row ahead;

    private Wattmeter(Path file, int[] sockets, RunInfo.SamplerInfo sampler, Instant first, Instant last, long broken)
            throws IOException {
        this.rows = new WattmeterRows(file);
        this.sockets = sockets;
        this.sampler = sampler;
        this.first = first;
        this.last = last;
        this.broken = broken;
    }

    /** Returns the wattmeter of a file, nothing if no good frame of it tells that a socket fed anything. */
    static Optional<Wattmeter> open(Path file) throws IOException {
        try (WattmeterRows rows = new WattmeterRows(file)) {
            boolean[] used = new boolean[rows.names().size()];
            double[] steps = new double[MOST_STEPS];
            int stepCount = 0;
            Instant first = null;
            Instant last = Instant.MIN;
            for (Optional<WattmeterRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                Instant at = row.get().at();
                if (first != null && at.isAfter(last) && stepCount < MOST_STEPS) {
                    steps[stepCount++] = Duration.between(last, at).toNanos();
                }
                first = first == null ? at : first;
                last = at.isAfter(last) ? at : last;
                for (int i = 0; i < used.length; i++) {
                    used[i] |= row.get().watts()[i] > 0;
                }
            }
            int[] sockets = IntStream.range(0, used.length).filter(i -> used[i]).toArray();
            if (first == null || stepCount == 0 || sockets.length == 0) {
                return Optional.empty();
            }
            Arrays.sort(steps, 0, stepCount);
            List<Channel> channels = Arrays.stream(sockets)
                    .mapToObj(socket -> Channel.of(
                            SAMPLER + "/" + rows.names().get(socket), Component.WALL, Quantity.POWER, Origin.MEASURED))
                    .toList();
            RunInfo.SamplerInfo sampler =
                    new RunInfo.SamplerInfo(SAMPLER, (long) steps[stepCount / 2], channels, List.of());
            return Optional.of(new Wattmeter(file, sockets, sampler, first, last, rows.broken()));
        }
    }

    RunInfo.SamplerInfo sampler() {
        return sampler;
    }

    Instant first() {
        return first;
    }

    Instant last() {
        return last;
    }

    /** Returns whether any of its frames can be of the time of the readings. */
    boolean isOfTimeOf(Inventory readings) {
        return !first.isAfter(readings.last())
                && readings.first().filter(last::isBefore).isEmpty();
    }

    /** Returns how many lines of the file are no frames. */
    long broken() {
        return broken;
    }

    /** Writes the frames from {@code start}, elapsed time 0, to {@code end}; earlier ones are left out. */
    void copy(Instant start, Instant end, SampleLog log) throws IOException {
        long before = 0;
        double[] watts = new double[sockets.length];
        for (WattmeterRows.Row row = take(); row != null; row = take()) {
            if (row.at().isAfter(end)) {
                ahead = row;
                return;
            }
            long elapsed = row.at().isBefore(start)
                    ? -1
                    : Duration.between(start, row.at()).toNanos();
            if (elapsed >= before) {
                for (int i = 0; i < sockets.length; i++) {
                    watts[i] = row.watts()[sockets[i]];
                }
                log.append(elapsed, watts);
                before = elapsed;
            }
        }
    }

    private WattmeterRows.@Nullable Row take() throws IOException {
        WattmeterRows.Row row = ahead;
        ahead = null;
        return row == null ? rows.next().orElse(null) : row;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
