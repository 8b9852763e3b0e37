package io.powermeter.reports.statistics;

import java.util.OptionalInt;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.TTest;

/**
 * Repeats of two things that were not made in pairs.
 *
 * @param mine of the one
 * @param other of what it is compared with, as many or more or fewer
 */
public record TwoGroups(Repeats mine, Repeats other) {
    private static final int MOST_NEEDED = 1000;

    /**
     * Returns the difference of the means, {@code mine - other}, with its 95 % interval by Welch's t, which lets the two
     * scatter differently (B. L. Welch, Biometrika 34, 1947; NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.3).
     */
    public Interval difference() {
        double mean = mine.mean() - other.mean();
        double error = Math.sqrt(square(mine) + square(other));
        double half = error == 0 ? 0 : Repeats.quantile(1 - Repeats.SIGNIFICANCE / 2, freedom()) * error;
        return new Interval(mean, mean - half, mean + half);
    }

    /** Returns how often two equal things would differ at least so much: the two-sided p of Welch's test. */
    public double welch() {
        if (square(mine) + square(other) == 0) { // of what never scatters, any difference is one
            return mine.mean() == other.mean() ? 1 : 0;
        }
        return TTest.withDefaults()
                .with(DataDispersion.HETEROSCEDASTIC)
                .test(numbers(mine), numbers(other))
                .getPValue();
    }

    /**
     * Returns the two-sided p of the rank test of Mann and Whitney (Annals of Mathematical Statistics 18, 1947), which asks
     * for no shape of the scatter: exact for small groups without ties, by the normal distribution otherwise.
     */
    public double rank() {
        return MannWhitneyUTest.withDefaults()
                .test(numbers(mine), numbers(other))
                .getPValue();
    }

    /** Returns the least p that the rank test can give for so many repeats: two of all the orders they can stand in. */
    public double leastRank() {
        double orders = 1;
        int n = mine.values().size();
        for (int i = 1; i <= n; i++) {
            orders *= (other.values().size() + i) / (double) i;
        }
        return Math.min(1, 2 / orders);
    }

    /**
     * Returns how many repeats of each would show a difference as large as this one in four of five cases, by the formula of
     * {@link Repeats#smallestDifference}; nothing if more than {@value #MOST_NEEDED}.
     *
     * @param significance of the test, less than 0.05 if several are made
     */
    public OptionalInt needed(double significance) {
        double difference = Math.abs(mine.mean() - other.mean());
        int tooFew = 1;
        int enough = MOST_NEEDED + 1;
        while (enough - tooFew > 1) { // more repeats always show less
            int n = (tooFew + enough) / 2;
            if (resolvable(significance, n) <= difference) {
                enough = n;
            } else {
                tooFew = n;
            }
        }
        return enough > MOST_NEEDED ? OptionalInt.empty() : OptionalInt.of(enough);
    }

    /**
     * Returns the smallest difference of the means that {@code n} repeats of each show in four of five cases.
     *
     * @param significance of the test
     */
    public double resolvable(double significance, int n) {
        double freedom = 2.0 * n - 2;
        double t = Repeats.quantile(1 - significance / 2, freedom) + Repeats.quantile(Repeats.POWER, freedom);
        double variance = (Math.pow(mine.deviation(), 2) + Math.pow(other.deviation(), 2)) / 2;
        return t * Math.sqrt(variance * 2 / n);
    }

    /** The degrees of freedom of Welch and Satterthwaite. */
    private double freedom() {
        double a = square(mine);
        double b = square(other);
        return (a + b)
                * (a + b)
                / (a * a / (mine.values().size() - 1) + b * b / (other.values().size() - 1));
    }

    /** Returns the square of the mean's standard error. */
    private static double square(Repeats group) {
        return Math.pow(group.deviation(), 2) / group.values().size();
    }

    private static double[] numbers(Repeats group) {
        return group.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
