package io.powermeter.watch;

import io.powermeter.meter.ReadingLog;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last readings of one sampler, written by its loop and read by another thread; older ones are forgotten.
 *
 * <p>A job that marks phases has its sensors read as often as it likes, which must not push out what was not told yet: of
 * readings close to each other the last one stays, as a counter's has all of those before it.
 */
final class RecentReadings implements ReadingLog {
    /** What is said again and again need not be kept more often than it can be shown. */
    private static final int MOST_MARKS = 16;

    /** What lies closer than this part of an interval is not told apart by anybody who is told intervals. */
    private static final int APART_IN_AN_INTERVAL = 20;

    private final RunInfo.SamplerInfo sampler;
    private final long[] nanos;
    private final double[][] columns;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final long apartNanos;
    private long written;
    private long told;

    /**
     * Keeps the readings of so long a time, if they are not asked for more often than every interval.
     *
     * @param everyNanos the length of an interval
     */
    RecentReadings(RunInfo.SamplerInfo sampler, long keptNanos, long everyNanos) {
        this.sampler = sampler;
        this.apartNanos = Math.min(everyNanos / APART_IN_AN_INTERVAL, sampler.periodNanos() / 2);
        int rows = (int) (2 + keptNanos / apartNanos + keptNanos / everyNanos);
        this.nanos = new long[rows];
        this.columns = new double[sampler.channels().size()][rows];
    }

    @Override
    public synchronized void row(long elapsedNanos, double[] values) {
        if (!replacesNewest(values)) {
            written++;
        }
        int at = at(1);
        nanos[at] = elapsedNanos;
        for (int i = 0; i < values.length; i++) {
            columns[i][at] = values[i];
        }
    }

    /** The next interval begins with the last reading that was told, so that one must stay. */
    private boolean replacesNewest(double[] values) {
        return written - told > 0
                && written > 1
                && nanos[at(1)] - nanos[at(2)] < apartNanos
                && tellsAllOfNewest(values);
    }

    private boolean tellsAllOfNewest(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i]) && !Double.isNaN(columns[i][at(1)])) {
                return false;
            }
        }
        return true;
    }

    /** Returns where the newest row is, or the one so many before. */
    private int at(int fromEnd) {
        return (int) ((written - fromEnd) % nanos.length);
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
        told = written;
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
