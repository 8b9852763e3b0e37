package io.powermeter.summary;

import io.powermeter.recording.Instants;
import io.powermeter.recording.Mark;
import io.powermeter.recording.SampleTable;
import io.powermeter.recording.Values;
import java.util.Arrays;
import java.util.List;

/**
 * A sum that grows over time, known at instants and straight between them, with holes where it is not known: the joules of
 * a channel, or the seconds of CPU time of a job.
 *
 * <p>In a hole the sum stands still: what is not known is not guessed, and {@link #coverage} says how much it is.
 */
public final class Curve {
    /** Enough to know a counter's habits, without a second copy of a long run. */
    private static final int MOST_STANDSTILLS = 10_000;

    private final Instants nanos;
    private final Values sum;
    private final Holes holes;

    private Curve(Instants nanos, Values sum, Holes holes) {
        this.nanos = nanos;
        this.sum = sum;
        this.holes = holes;
    }

    /**
     * Returns the curve of a counter: readings are sums already, and a missing one loses nothing, since the next has it. A
     * sum never falls: one that is lower than the one before is a damaged cell, and counts as missing.
     *
     * @param elapsedNanos ascending instants
     * @param sums one for each instant, NaN where missing
     * @param gaps stretches in which the counter's growth is not known
     */
    static Curve ofCounter(Instants elapsedNanos, Values sums, List<Mark.Gap> gaps) {
        if (gaps.isEmpty() && isWhole(elapsedNanos, sums)) {
            return new Curve(elapsedNanos, sums, new Holes()); // nothing is copied: a long run has millions of readings
        }
        Holes unknown = Holes.of(gaps);
        Points points = new Points();
        double last = Double.NaN;
        for (int i = 0; i < elapsedNanos.size(); i++) {
            double value = sums.get(i);
            if (Double.isNaN(value) || value < last) {
                continue;
            }
            boolean known = !Double.isNaN(last) && unknown.length(points.lastNanos(), elapsedNanos.get(i)) == 0;
            points.add(elapsedNanos.get(i), known ? value - last : 0, known);
            last = value;
        }
        return points.curve(elapsedNanos);
    }

    /**
     * Returns the curve of a gauge's integral, by the trapezoid rule.
     *
     * @param elapsedNanos ascending instants
     * @param values one for each instant, NaN where missing
     * @param periodNanos the intended time between two readings
     */
    static Curve ofGauge(Instants elapsedNanos, Values values, long periodNanos) {
        return ofGauge(elapsedNanos, values, periodNanos, List.of());
    }

    /** Returns the curve of a gauge's integral, which is not known in the {@code gaps}. */
    static Curve ofGauge(Instants elapsedNanos, Values values, long periodNanos, List<Mark.Gap> gaps) {
        Holes unknown = Holes.of(gaps);
        Points points = new Points();
        double last = Double.NaN;
        for (int i = 0; i < elapsedNanos.size(); i++) {
            double value = values.get(i);
            if (Double.isNaN(value)) {
                continue;
            }
            long since = elapsedNanos.get(i) - points.lastNanos();
            boolean known = !Double.isNaN(last)
                    && since <= SampleTable.LONGEST_BRIDGE_PERIODS * periodNanos
                    && unknown.length(points.lastNanos(), elapsedNanos.get(i)) == 0;
            points.add(elapsedNanos.get(i), known ? (last + value) / 2 * since / 1e9 : 0, known);
            last = value;
        }
        return points.curve(elapsedNanos);
    }

    /**
     * Returns this curve with its holes filled by what another one knows of them: a plug that was gone for a while tells
     * afterwards, by its counter, what went through it meanwhile.
     *
     * @param other the same thing, told in another way
     */
    Curve filledBy(Curve other) {
        Points points = new Points();
        for (int i = 0; i < nanos.size(); i++) {
            boolean whole = i > 0 && !isKnown(i) && other.coverage(nanos.get(i - 1), nanos.get(i)) >= 1;
            double growth =
                    i == 0 ? 0 : whole ? other.increase(nanos.get(i - 1), nanos.get(i)) : sum.get(i) - sum.get(i - 1);
            points.add(nanos.get(i), growth, whole || isKnown(i));
        }
        return points.curve(nanos);
    }

    /** Returns whether another curve is of the same readings. */
    boolean isReadWith(Curve other) {
        return nanos == other.nanos;
    }

    /** Returns the sum of this and one that {@linkplain #isReadWith is read with} it; it is not known where this is not. */
    Curve plus(Curve other) {
        Values.Builder both = new Values.Builder();
        for (int i = 0; i < sum.size(); i++) {
            both.add(sum.get(i) + other.sum.get(i));
        }
        return new Curve(nanos, both.build(), holes);
    }

    /** Returns the growth between two instants, as far as it is known; the curve's unit. */
    public double increase(long fromNanos, long toNanos) {
        return at(toNanos) - at(fromNanos);
    }

    /** Returns the share, 0 to 1, of the time between two instants in which the growth is known. */
    public double coverage(long fromNanos, long toNanos) {
        if (nanos.size() == 0 || toNanos <= fromNanos) {
            return 0;
        }
        long from = Math.max(fromNanos, nanos.get(0));
        long to = Math.min(toNanos, nanos.get(nanos.size() - 1));
        long known = to > from ? to - from - holes.length(from, to) : 0;
        return (double) known / (toNanos - fromNanos);
    }

    /** Returns the mean growth per second between two instants: watts, for joules. */
    public double rate(long fromNanos, long toNanos) {
        return toNanos > fromNanos ? increase(fromNanos, toNanos) / (toNanos - fromNanos) * 1e9 : 0;
    }

    /** Returns the growth over all that was recorded. */
    public double increase() {
        return sum.size() == 0 ? 0 : sum.get(sum.size() - 1) - sum.get(0);
    }

    /** Returns the number of instants at which the sum is known. */
    public int points() {
        return nanos.size();
    }

    /** Returns the instant of a point, in nanoseconds since the run's start. */
    public long nanos(int point) {
        return nanos.get(point);
    }

    /**
     * Returns the mean growth per second between a point and the one before it: watts, for joules; NaN in a hole and at
     * the first point.
     */
    public double rate(int point) {
        if (!isKnown(point)) {
            return Double.NaN;
        }
        return (sum.get(point) - sum.get(point - 1)) / (nanos.get(point) - nanos.get(point - 1)) * 1e9;
    }

    /** Returns the mean growth per second in the known part of a stretch, 0 if nothing of it is known. */
    double knownRate(long fromNanos, long toNanos) {
        double known = coverage(fromNanos, toNanos);
        return known > 0 ? rate(fromNanos, toNanos) / known : 0;
    }

    /**
     * Returns what the sum at an instant may be off by at most, whatever happened between the points around it: the growth from
     * one to the other, less what is taken to lie on the nearer one's side; infinite if that growth is not known.
     */
    double farther(long instant) {
        int found = nanos.find(instant);
        int after = found >= 0 ? found : -found - 1;
        if (found >= 0) {
            return 0;
        }
        if (after == 0 || after == nanos.size() || !isKnown(after)) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(at(instant) - sum.get(after - 1), sum.get(after) - at(instant));
    }

    /** Returns how far an instant is from the nearest point, in nanoseconds, 0 if there is none. */
    long nanosToReading(long instant) {
        int found = nanos.find(instant);
        if (found >= 0 || nanos.size() == 0) {
            return 0;
        }
        int after = -found - 1;
        long since = after > 0 ? instant - nanos.get(after - 1) : Long.MAX_VALUE;
        long until = after < nanos.size() ? nanos.get(after) - instant : Long.MAX_VALUE;
        return Math.min(since, until);
    }

    /**
     * Returns the median time for which the sum is seen to stand still between two changes, in nanoseconds: 0 if most
     * readings tell a new one. The first {@value #MOST_STANDSTILLS} changes are looked at.
     */
    long usualStandstill() {
        long[] stands = new long[MOST_STANDSTILLS];
        int seen = 0;
        int changed = 0;
        for (int i = 1; i < nanos.size() && seen < stands.length; i++) {
            if (!isKnown(i) || sum.get(i) != sum.get(i - 1)) {
                stands[seen] = nanos.get(i - 1) - nanos.get(changed);
                seen += isKnown(i) && changed > 0 ? 1 : 0;
                changed = i;
            }
        }
        Arrays.sort(stands, 0, seen);
        return seen == 0 ? 0 : stands[seen / 2];
    }

    /** Returns the length of the longest stretch inside a window in which the sum stood still, in nanoseconds. */
    long longestStandstill(long fromNanos, long toNanos) {
        long longest = 0;
        long since = Long.MAX_VALUE;
        long lastNanos = 0;
        double last = Double.NaN;
        for (int i = 0; i < nanos.size(); i++) {
            long now = nanos.get(i);
            double value = sum.get(i);
            if (value != last || now < fromNanos || now > toNanos || !isKnown(i)) {
                since = Long.MAX_VALUE;
            } else {
                since = Math.min(since, Math.max(fromNanos, lastNanos));
                longest = Math.max(longest, now - since);
            }
            lastNanos = now;
            last = value;
        }
        return longest;
    }

    /** Returns whether the growth between a point and the one before it is known. */
    private boolean isKnown(int point) {
        return point > 0 && !holes.endsAt(nanos.get(point));
    }

    private double at(long instant) {
        if (nanos.size() == 0) {
            return 0;
        }
        int found = nanos.find(instant);
        return found >= 0 ? sum.get(found) : between(-found - 1, instant);
    }

    /** Returns the sum at an instant that is not after point {@code after} and after the one before it. */
    private double between(int after, long instant) {
        if (after == 0) {
            return sum.get(0);
        }
        if (after == nanos.size()) {
            return sum.get(after - 1);
        }
        double share = (double) (instant - nanos.get(after - 1)) / (nanos.get(after) - nanos.get(after - 1));
        return sum.get(after - 1) + share * (sum.get(after) - sum.get(after - 1));
    }

    /** Returns a reader of the curve for instants that only go forward: a long run has too many of them to search for each. */
    public CurveCursor cursor(long fromNanos) {
        int found = nanos.find(fromNanos);
        return new CurveCursor(nanos, sum, holes, found >= 0 ? found : -found - 1);
    }

    /** Returns whether every reading is there, and each is later than the one before and not lower. */
    private static boolean isWhole(Instants nanos, Values values) {
        long lastNanos = -1;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < nanos.size(); i++) {
            long now = nanos.get(i);
            double value = values.get(i);
            if (!(value >= last) || now <= lastNanos) {
                return false;
            }
            lastNanos = now;
            last = value;
        }
        return true;
    }

    /** The points of a curve while it is made; of two points at one instant the later one stands. */
    private static final class Points {
        private final Instants.Builder nanos = new Instants.Builder();
        private final Values.Builder sum = new Values.Builder();
        private final Holes holes = new Holes();
        private boolean any;
        private long lastNanos;
        private double lastSum;

        /** Returns the instant of the last point, 0 if there is none. */
        long lastNanos() {
            return lastNanos;
        }

        void add(long instant, double growth, boolean known) {
            if (any && instant > lastNanos) {
                keepLast();
                if (!known) {
                    holes.add(lastNanos, instant);
                }
            }
            any = true;
            lastNanos = instant;
            lastSum += growth;
        }

        private void keepLast() {
            nanos.add(lastNanos);
            sum.add(lastSum);
        }

        /** Returns the curve; if no reading was left out its instants are those that were {@code read}, and not kept twice. */
        Curve curve(Instants read) {
            if (any) {
                keepLast();
            }
            return new Curve(nanos.size() == read.size() ? read : nanos.build(), sum.build(), holes);
        }
    }
}
