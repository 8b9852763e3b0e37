package io.powermeter.meter;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Quantity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns the readings of a counter that starts again at 0 into a sum that never does: the only place that knows of
 * wrap-around.
 *
 * <p>A smaller reading than the one before may be a wrap, a reset, or nonsense. It is taken for one wrap if the growth that
 * this means is plausible for the component, and if the time between the readings is too short for a second wrap. In every
 * other case, also when a counter jumps up, the growth is not known: the sum stands still and {@link #doubt} says why.
 */
final class CounterUnwrapper {
    /** Turbo, and sensors that read high: twice the highest plausible sustained power is still believed. */
    private static final double MARGIN = 2;

    /** Some counters move in large steps, seldom: this many seconds of growth may come at once. */
    private static final double STEP_SECONDS = 1;

    /** A reading may be late by as much again before a wrap-around could go unseen. */
    private static final double SAFE_SHARE = 0.5;

    private final double wrapsAt;
    private final double highestPerSecond;
    private final String unit;
    private double last = Double.NaN;
    private long lastNanos;
    private double sum;
    private @Nullable String doubt;

    CounterUnwrapper(Channel channel) {
        Double range = channel.wrapsAt();
        this.wrapsAt = range == null ? Double.POSITIVE_INFINITY : range;
        this.highestPerSecond = highestPerSecond(channel);
        this.unit = channel.quantity().unit();
    }

    /** Returns how often a channel must be read, in nanoseconds, so that it cannot wrap around twice between two readings. */
    static double safePeriodNanos(Channel channel) {
        Double range = channel.wrapsAt();
        if (range == null || channel.quantity() != Quantity.ENERGY) {
            return Double.POSITIVE_INFINITY;
        }
        return SAFE_SHARE * range / highestPerSecond(channel) * 1e9;
    }

    /**
     * Takes a reading and returns the sum since the first one, in the counter's unit.
     *
     * @param raw the counter as it stands
     * @param nanos when, not before the reading before
     */
    double add(double raw, long nanos) {
        doubt = null;
        if (!Double.isNaN(last)) {
            double growth = raw >= last ? raw - last : raw - last + wrapsAt;
            doubt = doubt(raw, growth, (nanos - lastNanos) / 1e9);
            sum += doubt == null ? growth : 0;
        }
        last = raw;
        lastNanos = nanos;
        return sum;
    }

    /** Returns why the growth up to the last reading is not known, or null if it is. */
    @Nullable
    String doubt() {
        return doubt;
    }

    /** Returns the sum as of the last reading. */
    double sum() {
        return sum;
    }

    /** Returns the instant of the last reading. */
    long lastNanos() {
        return lastNanos;
    }

    private static double highestPerSecond(Channel channel) {
        return channel.quantity() == Quantity.ENERGY
                ? MARGIN * channel.component().highestPlausibleWatts()
                : Double.POSITIVE_INFINITY;
    }

    private @Nullable String doubt(double raw, double growth, double seconds) {
        if (Double.isInfinite(growth)) {
            return String.format(Locale.ROOT, "the counter went back from %.3f to %.3f %s", last, raw, unit);
        }
        if (seconds * highestPerSecond > wrapsAt && Double.isFinite(wrapsAt)) {
            return String.format(
                    Locale.ROOT, "not read for %.1f s, in which the counter may have wrapped unseen", seconds);
        }
        if (growth > highestPerSecond * (seconds + STEP_SECONDS)) {
            return String.format(
                    Locale.ROOT, "the counter jumped from %.3f to %.3f %s in %.3f s", last, raw, unit, seconds);
        }
        return null;
    }
}
