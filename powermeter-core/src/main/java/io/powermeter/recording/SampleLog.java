package io.powermeter.recording;

import io.powermeter.measurement.Channel;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The readings of one sampler: a file {@code samples-<sampler>.csv} that grows. Used by one thread at a time. */
public final class SampleLog implements Closeable {
    private final RowFile rows;

    SampleLog(Path file, List<Channel> channels) throws IOException {
        rows = new RowFile(
                file, channels.stream().map(Channel::id).collect(Collectors.joining(",", "elapsed_ns,", "")));
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
