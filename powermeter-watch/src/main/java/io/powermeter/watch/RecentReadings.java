package io.powermeter.watch;

import io.powermeter.meter.ReadingLog;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last readings of one sampler, written by its loop and read by another thread; older ones are forgotten. */
final class RecentReadings implements ReadingLog {
    /** What is said again and again need not be kept more often than it can be shown. */
    private static final int MOST_MARKS = 16;

    private final RunInfo.SamplerInfo sampler;
    private final long[] nanos;
    private final double[][] columns;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long written;

    /** Keeps at most {@code rows} rows. */
    RecentReadings(RunInfo.SamplerInfo sampler, int rows) {
        this.sampler = sampler;
        this.nanos = new long[rows];
        this.columns = new double[sampler.channels().size()][rows];
    }

    @Override
    public synchronized void row(long elapsedNanos, double[] values) {
        int at = (int) (written++ % nanos.length);
        nanos[at] = elapsedNanos;
        for (int i = 0; i < values.length; i++) {
            columns[i][at] = values[i];
        }
    }

    @Override
    public synchronized void mark(Mark mark) {
        if (marks.size() == MOST_MARKS) {
            marks.removeFirst();
        }
        marks.addLast(mark);
    }

    /** Returns the rows that are kept, in order of time. */
    synchronized SampleTable table() {
        int size = (int) Math.min(written, nanos.length);
        int oldest = (int) ((written - size) % nanos.length);
        int untilEnd = Math.min(size, nanos.length - oldest);
        long[] times = new long[size];
        System.arraycopy(nanos, oldest, times, 0, untilEnd);
        System.arraycopy(nanos, 0, times, untilEnd, size - untilEnd);
        double[][] values = new double[columns.length][size];
        for (int i = 0; i < columns.length; i++) {
            System.arraycopy(columns[i], oldest, values[i], 0, untilEnd);
            System.arraycopy(columns[i], 0, values[i], untilEnd, size - untilEnd);
        }
        return new SampleTable(sampler, times, values);
    }

    /** Returns whether a channel is one of these. */
    boolean tells(String channel) {
        return sampler.channels().stream().anyMatch(one -> one.id().equals(channel));
    }

    /** Returns the last warnings and gaps. */
    synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }
}
