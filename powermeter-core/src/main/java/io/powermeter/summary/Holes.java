package io.powermeter.summary;

import java.util.Arrays;

/** The stretches in which a curve is not known: ascending, without overlap, each ending at a point of the curve. */
final class Holes {
    private long[] from = new long[0];
    private long[] to = new long[0];
    private long[] lengthBefore = new long[0];
    private int size;

    void add(long fromNanos, long toNanos) {
        if (size == from.length) {
            int more = Math.max(8, 2 * size);
            from = Arrays.copyOf(from, more);
            to = Arrays.copyOf(to, more);
            lengthBefore = Arrays.copyOf(lengthBefore, more);
        }
        lengthBefore[size] = size == 0 ? 0 : lengthBefore[size - 1] + to[size - 1] - from[size - 1];
        from[size] = fromNanos;
        to[size] = toNanos;
        size++;
    }

    /** Returns whether a hole ends at an instant. */
    boolean endsAt(long nanos) {
        return Arrays.binarySearch(to, 0, size, nanos) >= 0;
    }

    /** Returns the length of the holes, or of their parts, between two instants, in nanoseconds. */
    long length(long fromNanos, long toNanos) {
        return lengthUntil(toNanos) - lengthUntil(fromNanos);
    }

    private long lengthUntil(long nanos) {
        int found = Arrays.binarySearch(from, 0, size, nanos);
        int begun = found >= 0 ? found : -found - 1;
        return begun == 0 ? 0 : lengthBefore[begun - 1] + Math.min(nanos, to[begun - 1]) - from[begun - 1];
    }
}
