package io.powermeter.recording;

import io.powermeter.measurement.Channel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The readings of one sampler: a file {@code samples-<sampler>.csv} that grows. Used by one thread at a time. */
public final class SampleLog implements Closeable {
    /** Rows that come faster than this are written in groups: a killed meter loses at most so much. */
    static final long GROUP_NANOS = 90_000_000;

    private final RowFile rows;

    SampleLog(Path file, RunInfo.SamplerInfo sampler) throws IOException {
        String header =
                sampler.channels().stream().map(Channel::id).collect(Collectors.joining(",", "elapsed_ns,", ""));
        rows = new RowFile(file, header, sampler.periodNanos() < GROUP_NANOS ? GROUP_NANOS : 0);
    }

    /**
     * Adds a row.
     *
     * @param elapsedNanos since the run's start; not before the row above
     * @param values one for each channel, in its unit; counters as unwrapped sums; NaN where nothing was read
     * @throws IOException if the disk is full, or the file gone
     */
    public void append(long elapsedNanos, double[] values) throws IOException {
        rows.cell(elapsedNanos);
        for (double value : values) {
            rows.cell(value);
        }
        rows.endRow(elapsedNanos);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
