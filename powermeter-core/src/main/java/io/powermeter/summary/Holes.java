package io.powermeter.summary;

import io.powermeter.recording.Mark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The stretches in which a curve is not known: ascending, without overlap. */
final class Holes {
    private long[] from = new long[0];
    private long[] to = new long[0];
    private long[] lengthBefore = new long[0];
    private int size;

    /** Returns the stretches of gaps, those that overlap as one; a broken sensor leaves one at each of its readings. */
    static Holes of(List<Mark.Gap> gaps) {
        List<Mark.Gap> ascending = new ArrayList<>(gaps);
        ascending.sort(Comparator.comparingLong(Mark.Gap::fromNanos));
        Holes holes = new Holes();
        for (Mark.Gap gap : ascending) {
            long from = holes.size == 0 ? gap.fromNanos() : Math.max(gap.fromNanos(), holes.to[holes.size - 1]);
            if (gap.elapsedNanos() > from) {
                holes.add(from, gap.elapsedNanos());
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
