package io.powermeter.reports.statistics;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What several repeats of one thing told.
 *
 * @param values one for each repeat, at least 2
 */
public record Repeats(List<Double> values) {
    /** Of two equal things, one pair in twenty may be called different. */
    public static final double SIGNIFICANCE = 0.05;

    /** Of two different things, four pairs in five shall be called different. */
    static final double POWER = 0.8;

    private static final int FEWEST_FOR_OUTLIERS = 5;
    private static final double FAR = 3.5;

    /** The standard deviation of a normal distribution by the median of the distances from its median: 1 / 0.6745. */
    private static final double NORMAL_BY_MEDIAN = 1.4826;

    public Repeats {
        values = List.copyOf(values);
        if (values.size() < 2) {
            throw new IllegalArgumentException("a spread needs 2 repeats or more, not " + values.size());
        }
    }

    /** Returns the mean. */
    public double mean() {
        return scatters() ? average() : values.get(0);
    }

    /** Returns whether any repeat differs from another. */
    public boolean scatters() {
        return values.stream().distinct().count() > 1;
    }

    private double average() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** Returns the median: of an even number of repeats the mean of the two in the middle. */
    public double median() {
        return median(values.stream().mapToDouble(Double::doubleValue));
    }

    /**
     * Returns the repeats that lie so far from the others that something else may have happened in them: those whose distance
     * from the median is over 3.5 times 1.4826 times the median of all such distances (the modified z-score of Iglewicz and
     * Hoaglin, NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.17). Fewer than {@value #FEWEST_FOR_OUTLIERS} repeats
     * cannot tell.
     *
     * @return their places in {@link #values}, from 0 on
     */
    public List<Integer> outliers() {
        double median = median();
        double usual = median(values.stream().mapToDouble(value -> Math.abs(value - median)));
        if (values.size() < FEWEST_FOR_OUTLIERS || usual == 0) {
            return List.of();
        }
        return IntStream.range(0, values.size())
                .filter(i -> Math.abs(values.get(i) - median) > FAR * NORMAL_BY_MEDIAN * usual)
                .boxed()
                .toList();
    }

    /** Returns the natural logarithms of the repeats, all of which must be above 0: their differences are ratios. */
    public Repeats logarithms() {
        return new Repeats(values.stream().map(Math::log).toList());
    }

    /** Returns the standard deviation of the sample. */
    public double deviation() {
        if (!scatters()) {
            return 0; // and not what is lost in adding up
        }
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
     * Returns the mean with its interval {@code mean ± t(0.975, n - 1) s / sqrt(n)}, Student's t (NIST/SEMATECH e-Handbook of
     * Statistical Methods, 1.3.5.2). It is right for repeats that do not hang together and scatter about as the normal
     * distribution does.
     */
    public Interval interval() {
        int n = values.size();
        double half = quantile(1 - SIGNIFICANCE / 2, n - 1) * deviation() / Math.sqrt(n);
        return new Interval(mean(), mean() - half, mean() + half);
    }

    /**
     * Returns the mean of {@code this - other}, pair by pair, with its interval: Student's paired t (NIST/SEMATECH e-Handbook
     * of Statistical Methods, 7.3.1).
     *
     * @param other as many repeats, the first one with the first one of these, and so on
     * @throws IllegalArgumentException if there are more or fewer
     */
    public Interval minus(Repeats other) {
        return pairs(other, (mine, its) -> mine - its).interval();
    }

    /**
     * Returns the geometric mean of {@code this / other}, pair by pair, with its interval: that of the differences of the
     * logarithms, so that the ratio of b to a is one by that of a to b.
     *
     * @param other as many repeats, the first one with the first one of these, and so on; all above 0, as these must be
     * @throws IllegalArgumentException if there are more or fewer
     */
    public Interval ratioTo(Repeats other) {
        Interval logarithm =
                pairs(other, (mine, its) -> Math.log(mine) - Math.log(its)).interval();
        return new Interval(Math.exp(logarithm.mean()), Math.exp(logarithm.low()), Math.exp(logarithm.high()));
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

    private Repeats pairs(Repeats other, DoubleBinaryOperator figure) {
        if (values.size() != other.values.size()) {
            throw new IllegalArgumentException(
                    values.size() + " repeats cannot be paired with " + other.values.size() + ".");
        }
        return new Repeats(IntStream.range(0, values.size())
                .mapToObj(i -> figure.applyAsDouble(values.get(i), other.values.get(i)))
                .toList());
    }

    private static double median(DoubleStream numbers) {
        double[] sorted = numbers.sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    static double quantile(double probability, double freedom) {
        return TDistribution.of(freedom).inverseCumulativeProbability(probability);
    }
}
