package io.powermeter.selftest;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What several repeats of one thing told.
 *
 * @param values one for each repeat, at least 2
 */
public record Repeats(List<Double> values) {
    /** Of two equal things, one pair in twenty may be called different. */
    private static final double SIGNIFICANCE = 0.05;

    /** Of two different things, four pairs in five shall be called different. */
    private static final double POWER = 0.8;

    public Repeats {
        values = List.copyOf(values);
        if (values.size() < 2) {
            throw new IllegalArgumentException("a spread needs 2 repeats or more, not " + values.size());
        }
    }

    /** Returns the mean. */
    public double mean() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** Returns the standard deviation of the sample. */
    public double deviation() {
        double mean = mean();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.size() - 1));
    }

    /** Returns the deviation by the mean. */
    public double spread() {
        return deviation() / mean();
    }

    /**
     * Returns the mean of {@code this - other}, pair by pair, with its interval {@code mean ± t(0.975, n - 1) s / sqrt(n)}, s
     * the deviation of the differences: Student's paired t (NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.1).
     *
     * @param other as many repeats, the first one with the first one of these, and so on
     */
    public Difference minus(Repeats other) {
        int n = values.size();
        Repeats differences = new Repeats(IntStream.range(0, n)
                .mapToObj(i -> values.get(i) - other.values.get(i))
                .toList());
        double half = quantile(1 - SIGNIFICANCE / 2, n - 1) * differences.deviation() / Math.sqrt(n);
        return new Difference(differences.mean(), differences.mean() - half, differences.mean() + half);
    }

    /**
     * Returns the smallest difference, by the mean, that two groups of {@code n} such repeats show at 95 % confidence in four
     * of five cases: {@code (t(0.975, 2n - 2) + t(0.8, 2n - 2)) s sqrt(2 / n) / mean}, the usual formula for the size of a
     * sample solved for the difference (NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.2.2, with the variance of a
     * difference of two means). For n = 3 the exact one, by the noncentral t, is 1 % larger.
     */
    public double smallestDifference(int n) {
        double freedom = 2.0 * n - 2;
        double t = quantile(1 - SIGNIFICANCE / 2, freedom) + quantile(POWER, freedom);
        return t * spread() * Math.sqrt(2.0 / n);
    }

    private static double quantile(double probability, double freedom) {
        return TDistribution.of(freedom).inverseCumulativeProbability(probability);
    }

    /**
     * A mean difference and its 95 % interval.
     *
     * @param low the interval's lower end
     * @param high its upper end
     */
    public record Difference(double mean, double low, double high) {
        /** Returns whether the interval lies on one side of 0. */
        public boolean isResolved() {
            return low > 0 || high < 0;
        }

        /** Returns this in shares of {@code whole}. */
        public Difference by(double whole) {
            return new Difference(mean / whole, low / whole, high / whole);
        }
    }
}
