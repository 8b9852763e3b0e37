package io.powermeter.aipowermeter;

import io.powermeter.measurement.Channel;
import io.powermeter.recording.Recording;
import io.powermeter.recording.SampleTable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The readings of a channel that are there.
 *
 * @param nanos their instants, ascending
 * @param values one for each
 */
record Series(long[] nanos, double[] values) {

    /** Returns the readings of the first channel that {@code wanted} accepts, if one has any. */
    static Optional<Series> of(Recording recording, Predicate<Channel> wanted) {
        for (SampleTable table : recording.tables()) {
            for (int c = 0; c < table.channels().size(); c++) {
                if (wanted.test(table.channels().get(c))) {
                    Series series = of(table, c);
                    return series.nanos.length == 0 ? Optional.empty() : Optional.of(series);
                }
            }
        }
        return Optional.empty();
    }

    private static Series of(SampleTable table, int column) {
        long[] nanos = new long[table.rows()];
        double[] values = new double[table.rows()];
        int size = 0;
        for (int i = 0; i < table.rows(); i++) {
            if (!Double.isNaN(table.column(column).get(i))) {
                nanos[size] = table.elapsedNanos().get(i);
                values[size++] = table.column(column).get(i);
            }
        }
        return new Series(Arrays.copyOf(nanos, size), Arrays.copyOf(values, size));
    }

    /** Returns the last reading at or before an instant, or the first one if there is none. */
    double held(long instant) {
        return values[Math.max(0, before(instant))];
    }

    /** Returns the growth of a counter between two instants, straight between its readings. */
    double increase(long from, long to) {
        return at(to) - at(from);
    }

    private double at(long instant) {
        int before = before(instant);
        if (before < 0 || before == nanos.length - 1 || nanos[before] == instant) {
            return values[Math.max(0, before)];
        }
        double share = (double) (instant - nanos[before]) / (nanos[before + 1] - nanos[before]);
        return values[before] + share * (values[before + 1] - values[before]);
    }

    private int before(long instant) {
        int found = Arrays.binarySearch(nanos, instant);
        return found >= 0 ? found : -found - 2;
    }
}
