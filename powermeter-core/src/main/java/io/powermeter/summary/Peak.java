package io.powermeter.summary;

import java.util.ArrayList;
import java.util.List;

/** Finds the highest mean power over a sliding stretch of time, in one pass over the readings. */
final class Peak {
    private final List<Curve> curves;
    private final Curve.Cursor[] begins;
    private final Curve.Cursor[] ends;

    private Peak(List<Curve> all) {
        List<Curve> curves = new ArrayList<>();
        for (Curve curve : all) {
            addTo(curves, curve);
        }
        this.curves = curves;
        this.begins = curves.stream().map(Curve::cursor).toArray(Curve.Cursor[]::new);
        this.ends = curves.stream().map(Curve::cursor).toArray(Curve.Cursor[]::new);
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

    /** Returns the highest power of the curves' sum over {@code length} ns inside a window, 0 if it is shorter than that. */
    static double watts(List<Curve> curves, Window window, long length) {
        return new Peak(curves).watts(window.fromNanos(), window.toNanos() - length, length);
    }

    /** The mean over a sliding stretch of straight lines is highest where the stretch begins or ends at a reading. */
    private double watts(long first, long last, long length) {
        int[] beginning = new int[curves.size()];
        int[] ending = new int[curves.size()];
        double peak = 0;
        for (long at = first; at <= last; at = Math.min(next(beginning, at), next(ending, at + length) - length)) {
            peak = Math.max(peak, growth(at, at + length) / length * 1e9);
        }
        return peak;
    }

    /** Moves on to each curve's first reading after an instant, and returns the first of them. */
    private long next(int[] points, long after) {
        long next = Long.MAX_VALUE;
        for (int c = 0; c < points.length; c++) {
            Curve curve = curves.get(c);
            while (points[c] < curve.points() && curve.nanos(points[c]) <= after) {
                points[c]++;
            }
            next = points[c] < curve.points() ? Math.min(next, curve.nanos(points[c])) : next;
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
