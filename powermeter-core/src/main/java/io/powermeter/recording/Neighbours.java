package io.powermeter.recording;

import java.util.Arrays;

/**
 * The readings of a channel around an instant.
 *
 * @param previous the last reading at or before it, NaN if there is none
 * @param next the first reading at or after it, NaN if there is none
 * @param share where the instant lies between them, 0 to 1
 * @param bridged whether a gauge is taken to go on straight from the one to the other
 */
record Neighbours(double previous, double next, double share, boolean bridged) {

    static Neighbours of(SampleTable table, int column, long instant) {
        double[] values = table.columns()[column];
        long[] nanos = table.elapsedNanos();
        int found = Arrays.binarySearch(nanos, instant);
        int before = found >= 0 ? found : -found - 2;
        int after = found >= 0 ? found : -found - 1;
        while (before >= 0 && Double.isNaN(values[before])) {
            before--;
        }
        while (after < values.length && Double.isNaN(values[after])) {
            after++;
        }
        boolean both = before >= 0 && after < values.length;
        long length = both ? nanos[after] - nanos[before] : 0;
        return new Neighbours(
                before >= 0 ? values[before] : Double.NaN,
                after < values.length ? values[after] : Double.NaN,
                length == 0 ? 0 : (double) (instant - nanos[before]) / length,
                length <= SampleTable.LONGEST_BRIDGE_PERIODS * table.sampler().periodNanos());
    }

    /** Returns whether the channel is known at the instant. */
    boolean known(boolean counter) {
        return !Double.isNaN(previous) && !Double.isNaN(next) && (counter || bridged);
    }

    /** Returns the value on the straight line between the two. */
    double onLine() {
        return previous + share * (next - previous);
    }
}
