package io.powermeter.reports;

import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.comparison.Verdict;
import io.powermeter.statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** The wording that all reports of comparisons share, the table in the terminal among them. */
public final class ComparisonWords {
    private static final MathContext RATIO_DIGITS = new MathContext(3);

    private ComparisonWords() {}

    /** Returns a figure with its unit. */
    public static String value(Figure figure, double value) {
        return switch (figure.unit()) {
            case JOULES -> Figures.joules(value);
            case SECONDS -> Figures.seconds(value);
            case WATTS -> Figures.watts(value);
            case GRAMS -> Figures.grams(value);
            case NUMBER -> Figures.number(value);
        };
    }

    /** Returns a mean with half its interval, if there is one: {@code 122.3 J ± 3.10 J}. */
    public static String mean(Figure figure, Result result) {
        Interval interval = result.interval();
        double mean = result.mean();
        if (interval == null) {
            return value(figure, mean);
        }
        return switch (figure.unit()) {
            case JOULES -> Figures.joules(mean, interval.half());
            case WATTS -> Figures.watts(mean, interval.half());
            case GRAMS -> Figures.grams(mean, interval.half());
            case SECONDS, NUMBER -> value(figure, mean) + " ± " + value(figure, interval.half());
        };
    }

    /** Returns the interval of a mean, {@code 119.2 J to 125.4 J}, or that there is none. */
    public static String interval(Figure figure, Result result) {
        Interval interval = result.interval();
        return interval == null
                ? Figures.UNKNOWN
                : value(figure, interval.low()) + " to " + value(figure, interval.high());
    }

    /** Returns how a group stands to the baseline: {@code × 0.361 (0.332 to 0.393)}, or {@code −0.012 (−0.019 to −0.005)}. */
    public static String size(Figure figure, Effect effect) {
        Interval size = effect.size();
        String mean = effect.ratio() ? "× " + ratio(size.mean()) : signed(figure, size.mean());
        if (Double.isNaN(size.low())) {
            return mean;
        }
        return mean + " ("
                + (effect.ratio()
                        ? ratio(size.low()) + " to " + ratio(size.high())
                        : signed(figure, size.low()) + " to " + signed(figure, size.high()))
                + ")";
    }

    /** Returns three digits, such as {@code 0.361}. */
    public static String ratio(double ratio) {
        if (!Double.isFinite(ratio)) {
            return Figures.UNKNOWN;
        }
        BigDecimal rounded = new BigDecimal(ratio).round(RATIO_DIGITS);
        return ratio >= 1e5 || ratio != 0 && ratio < 1e-4
                ? String.format(Locale.ROOT, "%.2e", ratio)
                : rounded.setScale(Math.max(0, rounded.scale()), RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static String signed(Figure figure, double difference) {
        return (difference > 0 ? "+" : difference < 0 ? "−" : "") + value(figure, Math.abs(difference));
    }

    /** Returns a p value as far as anybody needs it: {@code < 0.0001}, {@code 0.0312}. */
    public static String p(double p) {
        return Double.isNaN(p) ? Figures.UNKNOWN : p < 1e-4 ? "< 0.0001" : p > 0.9999 ? "1" : ratio(p);
    }

    /** Returns what would resolve a difference that is not resolved, empty if it is or nothing can be said. */
    public static String remedy(Figure figure, Effect effect, int repeats) {
        if (effect.verdict() != Verdict.NOT_RESOLVED || Double.isNaN(effect.resolvable())) {
            return "";
        }
        String needed = effect.needed().isPresent()
                ? "a difference of this size takes about " + effect.needed().getAsInt() + " repeats of each"
                : "a difference of this size would take more than a thousand repeats of each, if there is one";
        String shown = effect.ratio() ? Figures.percent(effect.resolvable()) : value(figure, effect.resolvable());
        return needed + "; with " + repeats + ", differences of " + shown + " or more show";
    }

    /** Returns all that is to be said of a group beside the baseline, in one line. */
    public static String line(Figure figure, Effect effect, int repeats) {
        StringBuilder line = new StringBuilder(size(figure, effect));
        line.append(", ").append(effect.verdict().words());
        if (!Double.isNaN(effect.adjusted())) {
            line.append(" (p ").append(p(effect.adjusted())).append(')');
        }
        for (String more : new String[] {remedy(figure, effect, repeats), effect.remark()}) {
            line.append(more.isEmpty() ? "" : "; ").append(more);
        }
        return line.toString();
    }
}
