package io.powermeter.carbon;

import java.util.regex.Pattern;

/**
 * A figure with the lowest and the highest that the truth may be.
 *
 * @param value the figure itself
 * @param low not above it
 * @param high not below it
 */
public record Band(double value, double low, double high) {
    /** The dash between two numbers, and not that of an exponent. */
    private static final Pattern BETWEEN = Pattern.compile("(?<=[0-9.])-");

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the three are not finite and in order
     */
    public Band {
        if (!(low <= value && value <= high && Double.isFinite(high - low))) {
            throw new IllegalArgumentException(value + " does not lie between " + low + " and " + high);
        }
    }

    /** Returns a figure of which nothing is known that it may be off by. */
    public static Band exact(double value) {
        return new Band(value, value, value);
    }

    /**
     * Returns what a text says: a number, or two as in {@code 1.1-1.6}, of which the figure is the mean.
     *
     * @throws NumberFormatException if it says neither
     */
    public static Band parse(String text) {
        String[] ends = BETWEEN.split(text, -1);
        if (ends.length == 1) {
            return exact(finite(text));
        }
        double low = finite(ends[0]);
        double high = finite(text.substring(ends[0].length() + 1));
        if (low > high) {
            throw new NumberFormatException("the lower end comes first");
        }
        return new Band(low + (high - low) / 2, low, high);
    }

    private static double finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new NumberFormatException("not finite");
        }
        return value;
    }

    /** Returns whether nothing is known that it may be off by. */
    public boolean isExact() {
        return low == high;
    }

    /** Returns the product: the ends are those of the worst cases. Neither may be below 0. */
    public Band times(Band other) {
        return new Band(value * other.value, low * other.low, high * other.high);
    }

    /** Returns this times {@code factor}, which may not be below 0. */
    public Band times(double factor) {
        return times(exact(factor));
    }

    /** Returns the sum: the ends are those of the worst cases. */
    public Band plus(Band other) {
        return new Band(value + other.value, low + other.low, high + other.high);
    }

    /** Returns what {@link #parse} takes where the figure is the mean of the ends. */
    @Override
    public String toString() {
        return isExact() ? Double.toString(value) : low + "-" + high;
    }
}
