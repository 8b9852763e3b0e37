package io.powermeter.summary;

import io.powermeter.recording.Instants;
import io.powermeter.recording.Values;

/** Reads a {@link Curve} at ascending instants. */
public final class CurveCursor {
    private final Instants nanos;
    private final Values sum;
    private final Holes holes;

    /** The first point that is not before the instant asked for last; what is known of it and the one before it is kept. */
    private int after;

    private long afterNanos;
    private double afterSum;
    private long beforeNanos;
    private double beforeSum;

    /** Begins at a point, which may be the one behind the last. */
    CurveCursor(Instants nanos, Values sum, Holes holes, int first) {
        this.nanos = nanos;
        this.sum = sum;
        this.holes = holes;
        after = first - 1;
        if (first > 0) {
            afterNanos = nanos.get(after);
            afterSum = sum.get(after);
        }
        step();
    }

    private void step() {
        after++;
        beforeNanos = afterNanos;
        beforeSum = afterSum;
        boolean there = after < nanos.size();
        afterNanos = there ? nanos.get(after) : Long.MAX_VALUE;
        afterSum = there ? sum.get(after) : afterSum;
    }

    /** Returns the sum at an instant, which is not before the one asked for last. */
    double at(long instant) {
        while (afterNanos < instant) {
            step();
        }
        if (after == 0 || after == nanos.size() || afterNanos == instant) {
            return afterSum;
        }
        double share = (double) (instant - beforeNanos) / (afterNanos - beforeNanos);
        return beforeSum + share * (afterSum - beforeSum);
    }

    /** Goes on to the first point after an instant, and returns its instant; {@link Long#MAX_VALUE} if there is none. */
    public long goAfter(long instant) {
        while (afterNanos <= instant && after < nanos.size()) {
            step();
        }
        return afterNanos;
    }

    /**
     * Returns the mean growth per second from the point before to the one gone to: watts, for joules; NaN in a hole, and before
     * and after all points.
     */
    public double rate() {
        return after == 0 || after == nanos.size() || holes.endsAt(afterNanos)
                ? Double.NaN
                : (afterSum - beforeSum) / (afterNanos - beforeNanos) * 1e9;
    }
}
