package io.powermeter.reports.statistics;

/**
 * A mean and its 95 % interval.
 *
 * @param mean of repeats, of their differences, or of their ratios
 * @param low the interval's lower end
 * @param high its upper end
 */
public record Interval(double mean, double low, double high) {
    /** Returns whether {@code value} lies outside: differences are looked at for 0, ratios for 1. */
    public boolean excludes(double value) {
        return low > value || high < value;
    }

    /** Returns half the interval's length, which stands behind the sign ± where the interval is even about its mean. */
    public double half() {
        return (high - low) / 2;
    }

    /** Returns this in shares of {@code whole}. */
    public Interval by(double whole) {
        return new Interval(mean / whole, low / whole, high / whole);
    }
}
