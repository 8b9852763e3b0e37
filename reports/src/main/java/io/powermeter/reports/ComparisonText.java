package io.powermeter.reports;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.comparison.Verdict;
import io.powermeter.reports.statistics.Interval;
import io.powermeter.reports.words.Figures;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison in words: the same in the terminal, on the page and in tables. */
public final class ComparisonText {
    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    /** Terms that differ by less are the same but for rounding. */
    private static final double MOST_APART = 1.001;

    private ComparisonText() {}

    /** Returns the label of a figure within a sentence, for instance {@code job's CPU time}. */
    public static String name(Figure figure) {
        boolean ours = Figure.whole().contains(figure) && !figure.equals(Figure.CARBON);
        String label = figure.label();
        return ours ? label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1) : label;
    }

    /** Returns a number of a figure, for instance {@code 131.2 J}. */
    public static String value(Figure figure, double value) {
        return switch (figure.unit()) {
            case JOULES -> Figures.joules(value);
            case SECONDS -> Figures.seconds(value);
            case WATTS -> Figures.watts(value);
            case GRAMS -> Figures.grams(value);
            case NUMBER -> Figures.number(value);
        };
    }

    /** Returns the mean of a figure with half its 95 % interval if there is one, for instance {@code 131 ± 13 J}. */
    public static String mean(Figure figure, Result result) {
        Interval interval = result.interval();
        if (interval == null) {
            return value(figure, result.mean());
        }
        return switch (figure.unit()) {
            case JOULES -> Figures.joules(interval);
            case SECONDS -> Figures.seconds(interval);
            case WATTS -> Figures.watts(interval);
            case GRAMS -> Figures.grams(interval);
            case NUMBER -> Figures.number(interval);
        };
    }

    /**
     * Returns how a group stands beside the baseline, for instance {@code 0.36 of dense (0.33 to 0.39)} or
     * {@code +0.003 beside dense (-0.001 to +0.007)}, without the brackets if one of the two has one run only.
     */
    public static String size(Figure figure, Effect effect, String baseline) {
        Interval size = effect.size();
        String middle = effect.ratio()
                ? ratio(size.mean(), size) + " of " + baseline
                : signed(figure, size.mean(), size) + " beside " + baseline;
        if (Double.isNaN(size.low())) {
            return middle;
        }
        return middle + " (" + ends(figure, effect) + ")";
    }

    /** Returns the same for a cell of a table, which says elsewhere beside what: {@code × 0.36 (0.33 to 0.39)}. */
    static String size(Figure figure, Effect effect) {
        Interval size = effect.size();
        String middle = effect.ratio() ? "× " + ratio(size.mean(), size) : signed(figure, size.mean(), size);
        return Double.isNaN(size.low()) ? middle : middle + " (" + ends(figure, effect) + ")";
    }

    private static String ends(Figure figure, Effect effect) {
        Interval size = effect.size();
        return effect.ratio()
                ? ratio(size.low(), size) + " to " + ratio(size.high(), size)
                : signed(figure, size.low(), size) + " to " + signed(figure, size.high(), size);
    }

    /** Returns the ends of the interval of a mean, a dash if there is none. */
    static String interval(Figure figure, Result result) {
        Interval interval = result.interval();
        return interval == null
                ? Figures.UNKNOWN
                : value(figure, interval.low()) + " to " + value(figure, interval.high());
    }

    /** Returns what a reader must know of a verdict besides it: what would resolve it, and the remark. */
    static String note(Figure figure, Effect effect, int repeats) {
        return Stream.of(why(figure, effect, repeats), effect.remark())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Returns the size of a ratio alone, for instance {@code 0.36}. */
    public static String ratio(Effect effect) {
        return ratio(effect.size().mean(), effect.size());
    }

    /** As many decimals as the interval allows, but three digits at least. */
    private static String ratio(double ratio, Interval interval) {
        double half = interval.half();
        int byInterval = half > 0 ? decimals(half) : 0;
        int bySize = 2 - (int) Math.floor(Math.log10(ratio));
        return String.format(Locale.ROOT, "%." + Math.max(0, Math.min(5, Math.max(byInterval, bySize))) + "f", ratio);
    }

    /** A metric has as many decimals as the interval allows. */
    private static String signed(Figure figure, double difference, Interval interval) {
        double half = interval.half();
        boolean plain = figure.unit() == Figure.Unit.NUMBER && half > 1e-5 && half < 1e6;
        String told = plain
                ? String.format(Locale.ROOT, "%." + Math.max(0, decimals(half)) + "f", difference)
                : value(figure, difference);
        return (difference > 0 ? "+" : "") + told;
    }

    /** Returns how many decimals show two digits of a number. */
    private static int decimals(double half) {
        return 1 - (int) Math.floor(Math.log10(half));
    }

    /**
     * Returns the verdict, for instance {@code better, p 0.0003} or {@code not resolved: about 40 repeats of each would show
     * it; 5 show 12 % or more}; without the remark on it.
     *
     * @param repeats how many the smaller of the two groups has
     */
    public static String verdict(Figure figure, Effect effect, int repeats) {
        String verdict = effect.verdict().words();
        if (effect.verdict() != Verdict.NOT_RESOLVED) {
            return verdict + ", p " + p(effect.adjusted());
        }
        String why = why(figure, effect, repeats);
        return verdict + (why.isEmpty() ? "" : ": " + why);
    }

    /** What it would take to resolve what is not resolved, and what is resolved now. */
    private static String why(Figure figure, Effect effect, int repeats) {
        if (effect.verdict() != Verdict.NOT_RESOLVED) {
            return "";
        }
        List<String> why = new ArrayList<>();
        effect.needed().ifPresent(needed -> why.add("about " + needed + " repeats of each would show it"));
        if (effect.resolvable() > 0) {
            why.add(repeats + " show " + resolvable(figure, effect) + " or more");
        }
        return String.join("; ", why);
    }

    /** Returns as much of a p as anybody needs: {@code 0.0312}, {@code < 0.0001}. */
    static String p(double p) {
        return Double.isNaN(p)
                ? Figures.UNKNOWN
                : p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%." + (p < 0.01 ? 4 : 3) + "f", p);
    }

    private static String resolvable(Figure figure, Effect effect) {
        if (!effect.ratio()) {
            return value(figure, effect.resolvable());
        }
        return effect.resolvable() < 1
                ? Figures.percent(effect.resolvable())
                : String.format(
                        Locale.ROOT,
                        effect.resolvable() < 9 ? "a factor of %.1f" : "a factor of %.0f",
                        1 + effect.resolvable());
    }

    /** Returns what must be known of the CO2e if the runs' joules did not all count the same: another place, hour or PUE. */
    public static Optional<String> carbonTerms(Comparison comparison) {
        DoubleSummaryStatistics gramsPerKilowattHour = comparison.groups().stream()
                .flatMap(group -> group.runs().stream())
                .filter(run -> run.grams() > 0 && run.whole().joules() > 0)
                .mapToDouble(run -> run.grams() / run.whole().joules() * JOULES_PER_KILOWATT_HOUR)
                .summaryStatistics();
        return gramsPerKilowattHour.getMax() > gramsPerKilowattHour.getMin() * MOST_APART
                ? Optional.of("CO₂e is counted with " + Figures.number(gramsPerKilowattHour.getMin()) + " to "
                        + Figures.number(gramsPerKilowattHour.getMax())
                        + " g/kWh, PUE included: it compares places or hours too; one --country or --intensity puts all"
                        + " on the same terms")
                : Optional.empty();
    }

    /** Returns a sentence for each run that is far from the others of its group in any figure of whole runs. */
    public static List<String> outliers(Comparison comparison) {
        return outliers(comparison, comparison.figures());
    }

    /** Returns the same of some figures. */
    static List<String> outliers(Comparison comparison, List<Figure> of) {
        List<String> sentences = new ArrayList<>();
        for (Group group : comparison.groups()) {
            Map<RunFigures, String> far = new LinkedHashMap<>();
            for (Figure figure : of) {
                List<RunFigures> knowing = group.knowing(figure);
                for (int place : comparison.result(group, figure).outliers()) {
                    RunFigures run = knowing.get(place);
                    far.merge(run, name(figure) + " " + value(figure, figure.of(run)), (a, b) -> a + ", " + b);
                }
            }
            far.forEach((run, figures) -> sentences.add("run " + (group.runs().indexOf(run) + 1) + " of "
                    + group.label() + " is far from the others: " + figures + "; it counts all the same"));
        }
        return List.copyOf(sentences);
    }
}
