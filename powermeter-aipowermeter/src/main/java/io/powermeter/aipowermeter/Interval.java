package io.powermeter.aipowermeter;

import io.powermeter.recording.Recording;
import io.powermeter.recording.Segment;
import io.powermeter.summary.Curve;
import io.powermeter.summary.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * A stretch of time whose mean powers are exported.
 *
 * @param fromNanos its begin, in nanoseconds since the run's start
 * @param toNanos its end, later
 * @param segment in which it lies
 */
record Interval(long fromNanos, long toNanos, Segment segment) {
    /** AIPowerMeter's own readings come at most ten times a second. */
    private static final long SHORTEST_NANOS = 100_000_000L;

    /** Of a day and more the intervals are longer: AIPowerMeter reads some ten thousand lines a second. */
    private static final int MOST = 500_000;

    /** Returns wall clock at an instant of this interval. */
    Instant wall(long nanos) {
        return segment.startedAt().plusNanos(nanos - segment.fromNanos());
    }

    /**
     * Returns the segments of a recording one after the other: one that began before the one before it had ended, because the
     * clock was set back or two meters ran at once, is moved behind it, since AIPowerMeter goes by the dates.
     */
    static List<Segment> segments(Recording recording) {
        List<Segment> apart = new ArrayList<>();
        Instant free = Instant.MIN;
        List<Segment> told = recording.segments();
        for (int i = 0; i < told.size(); i++) {
            Segment segment = told.get(i);
            Instant start = segment.startedAt().isBefore(free) ? free : segment.startedAt();
            apart.add(new Segment(segment.fromNanos(), start));
            if (i + 1 < told.size()) {
                free = start.plusNanos(told.get(i + 1).fromNanos() - segment.fromNanos());
            }
        }
        return apart;
    }

    /**
     * Returns the intervals that a window is cut into: each from a reading to a later one, cut where anything begins or ceases to
     * be known, and where a segment ends.
     */
    static List<Interval> of(Recording recording, Window window, List<Domain> domains) {
        List<Interval> intervals = new ArrayList<>();
        List<Segment> segments = segments(recording);
        for (int i = 0; i < segments.size(); i++) {
            long from = Math.max(window.fromNanos(), segments.get(i).fromNanos());
            long end = i + 1 < segments.size() ? segments.get(i + 1).fromNanos() : window.toNanos();
            long to = Math.min(window.toNanos(), end);
            if (from < to) {
                long last = from;
                for (long edge : edges(domains, from, to, window)) {
                    if (edge > last) {
                        intervals.add(new Interval(last, edge, segments.get(i)));
                    }
                    last = edge;
                }
            }
        }
        return intervals;
    }

    private static List<Long> edges(List<Domain> domains, long from, long to, Window window) {
        TreeSet<Long> needed = new TreeSet<>(List.of(from, to));
        addEdgesOfBlocks(window, from, to, needed);
        long[] readings = {};
        for (Domain domain : domains) {
            for (Curve curve : domain.curves()) {
                addEdgesOfHoles(curve, from, to, needed);
                readings = curve.points() > readings.length ? instants(curve) : readings;
            }
        }
        long step = Math.max(SHORTEST_NANOS, (to - from) / MOST);
        List<Long> edges = new ArrayList<>(List.of(from));
        int reading = 0;
        for (long edge : needed) {
            for (; reading < readings.length && readings[reading] < edge; reading++) {
                if (readings[reading] - edges.get(edges.size() - 1) >= step) {
                    edges.add(readings[reading]);
                }
            }
            edges.add(edge);
        }
        return edges;
    }

    /** The job's figures are the same within a block of its window, so no interval may reach from one into the next. */
    private static void addEdgesOfBlocks(Window window, long from, long to, TreeSet<Long> edges) {
        long blocks = (window.toNanos() - window.fromNanos()) / JobFigures.SHARE_NANOS;
        for (long block = 1; block < blocks && blocks <= MOST; block++) {
            long at = window.fromNanos() + block * JobFigures.SHARE_NANOS;
            if (at > from && at < to) {
                edges.add(at);
            }
        }
    }

    private static void addEdgesOfHoles(Curve curve, long from, long to, TreeSet<Long> edges) {
        for (int i = 0; i < curve.points(); i++) {
            long at = curve.nanos(i);
            boolean beside = Double.isNaN(curve.rate(i)) || i + 1 == curve.points() || Double.isNaN(curve.rate(i + 1));
            if (beside && at > from && at < to) {
                edges.add(at);
            }
        }
    }

    private static long[] instants(Curve curve) {
        long[] instants = new long[curve.points()];
        Arrays.setAll(instants, curve::nanos);
        return instants;
    }
}
