package io.powermeter.summary;

import io.powermeter.recording.Mark;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The stretches in which a curve is not known: ascending, without overlap. */
final class Holes {
    private long[] from = new long[0];
    private long[] to = new long[0];
    private long[] lengthBefore = new long[0];
    private int size;

    /** Returns the stretches that are inside any of the gaps; a broken sensor leaves one at each of its readings. */
    static Holes of(List<Mark.Gap> gaps) {
        Holes holes = new Holes();
        long end = Long.MIN_VALUE;
        for (Mark.Gap gap : gaps.stream()
                .sorted(Comparator.comparingLong(Mark.Gap::fromNanos))
                .toList()) {
            if (gap.elapsedNanos() > end) {
                holes.add(Math.max(end, gap.fromNanos()), gap.elapsedNanos());
                end = gap.elapsedNanos();
            }
        }
        return holes;
    }

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
