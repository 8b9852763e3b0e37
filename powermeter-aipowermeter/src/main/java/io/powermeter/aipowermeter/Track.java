package io.powermeter.aipowermeter;

import io.powermeter.recording.Mark;
import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.SampleLog;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The readings of an imported segment. A power of AIPowerMeter is the mean over the window that ends at its line's date, so it
 * becomes a counter that grows by power times window; where it is missing the counter stands still, and a gap says so.
 */
final class Track {
    private static final String UNTOLD = "AIPowerMeter told nothing";

    /** Dates have microseconds; what lies between two windows and is shorter than this is no gap. */
    private static final long SHORTEST_GAP_NANOS = 1_000_000L;

    private final List<Column> columns;
    private final RecordingWriter writer;
    private final SampleLog log;
    private final double[] row;
    private final long[] gapFrom;
    private boolean begun;
    private long elapsed;

    Track(List<Column> columns, RecordingWriter writer) throws IOException {
        this.columns = columns;
        this.writer = writer;
        this.log = writer.samples(Columns.SAMPLER);
        this.row = new double[columns.size()];
        this.gapFrom = new long[columns.size()];
        Arrays.fill(gapFrom, -1);
    }

    long elapsed() {
        return elapsed;
    }

    /** Adds a line whose window ends at {@code to} and began {@code window} nanoseconds before, not before the last line. */
    void add(PowerLine line, long window, long to) throws IOException {
        long from = to - window;
        if (!begun) { // a gauge is taken to have begun as it is told first
            for (int c = 0; c < row.length; c++) {
                row[c] = columns.get(c).isCounter() ? 0 : value(c, line, window);
            }
            log.append(0, row);
            begun = true;
        }
        if (from - elapsed > SHORTEST_GAP_NANOS) {
            for (int c = 0; c < row.length; c++) {
                begin(c, elapsed);
                row[c] = columns.get(c).isCounter() ? row[c] : Double.NaN;
            }
            log.append(from, row);
        }
        for (int c = 0; c < row.length; c++) {
            double value = value(c, line, window);
            if (!columns.get(c).isCounter()) {
                row[c] = value;
            } else if (!Double.isNaN(value)) {
                end(c, from);
                row[c] += value;
            } else if (window > 0) {
                begin(c, from);
            }
        }
        log.append(to, row);
        elapsed = to;
    }

    private double value(int c, PowerLine line, long window) {
        return columns.get(c).value().of(line, window / 1e9);
    }

    /** Tells the gaps that last to the end. */
    void finish() throws IOException {
        for (int c = 0; c < row.length; c++) {
            end(c, elapsed);
        }
    }

    private void begin(int c, long nanos) {
        gapFrom[c] = gapFrom[c] < 0 ? nanos : gapFrom[c];
    }

    private void end(int c, long nanos) throws IOException {
        if (gapFrom[c] >= 0 && gapFrom[c] < nanos && columns.get(c).channel().tellsEnergy()) {
            writer.mark(new Mark.Gap(nanos, gapFrom[c], columns.get(c).channel().id(), UNTOLD));
        }
        gapFrom[c] = -1;
    }
}
