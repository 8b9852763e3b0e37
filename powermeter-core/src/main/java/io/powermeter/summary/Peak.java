package io.powermeter.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Finds the highest mean power over a sliding stretch of time, in one pass over the readings. */
final class Peak {
    /** A window of more readings than this is searched in parts, by all processors. */
    private static final long PART_POINTS = 1 << 16;

    private final long length;
    private final CurveCursor[] begins;
    private final CurveCursor[] ends;

    private Peak(List<Curve> curves, long first, long length) {
        this.length = length;
        this.begins = cursors(curves, first);
        this.ends = cursors(curves, first + length);
    }

    private static CurveCursor[] cursors(List<Curve> curves, long from) {
        return curves.stream().map(curve -> curve.cursor(from)).toArray(CurveCursor[]::new);
    }

    /** Returns the highest power of the curves' sum over {@code length} ns inside a window, 0 if it is shorter than that. */
    static double watts(List<Curve> all, Window window, long length) {
        List<Curve> curves = new ArrayList<>();
        for (Curve curve : all) {
            addTo(curves, curve);
        }
        long first = window.fromNanos();
        long last = window.toNanos() - length;
        long parts = 1 + curves.stream().mapToInt(Curve::points).max().orElse(0) / PART_POINTS;
        long part = Math.max(length, (last - first) / parts + 1);
        return LongStream.rangeClosed(0, Math.max(-1, (last - first) / part))
                .parallel()
                .mapToDouble(i -> watts(curves, first + i * part, Math.min(last, first + (i + 1) * part), length))
                .max()
                .orElse(0);
    }

    private static double watts(List<Curve> curves, long first, long last, long length) {
        return first > last ? 0 : new Peak(curves, first, length).watts(first, last);
    }

    /** What was read at the same instants is one curve: a quarter of the work on a machine of two sockets. */
    private static void addTo(List<Curve> curves, Curve curve) {
        for (int i = 0; i < curves.size(); i++) {
            if (curves.get(i).isReadWith(curve)) {
                curves.set(i, curves.get(i).plus(curve));
                return;
            }
        }
        curves.add(curve);
    }

    /** The mean over a sliding stretch of straight lines is highest where the stretch begins or ends at a reading. */
    private double watts(long first, long last) {
        double peak = 0;
        for (long at = first; at <= last; at = Math.min(next(begins, at), next(ends, at + length) - length)) {
            peak = Math.max(peak, growth(at, at + length) / length * 1e9);
        }
        return peak;
    }

    /** Moves on to each curve's first reading after an instant, and returns the first of them. */
    private static long next(CurveCursor[] cursors, long after) {
        long next = Long.MAX_VALUE;
        for (CurveCursor cursor : cursors) {
            next = Math.min(next, cursor.goAfter(after));
        }
        return next;
    }

    private double growth(long from, long to) {
        double growth = 0;
        for (int c = 0; c < begins.length; c++) {
            growth += ends[c].at(to) - begins[c].at(from);
        }
        return growth;
    }
}
