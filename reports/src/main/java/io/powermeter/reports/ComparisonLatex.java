package io.powermeter.reports;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.comparison.Verdict;
import io.powermeter.reports.statistics.Interval;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes {@code comparison.tex}: the groups as rows of a table for a paper. */
final class ComparisonLatex {
    /** As many as a page has room for. */
    private static final int MOST_GROUPS = 40;

    private static final int LONGEST_LABEL = 24;
    private static final int MOST_DECIMALS = 6;

    private final Comparison comparison;
    private final ComparisonPage page;
    private final EnergyUnit unit;
    private final List<Figure> beside;

    private ComparisonLatex(Comparison comparison) {
        this.comparison = comparison;
        this.page = new ComparisonPage(comparison);
        this.unit = EnergyUnit.fitting(comparison.results(Figure.ENERGY).stream()
                .mapToDouble(Result::mean)
                .filter(Double::isFinite)
                .max()
                .orElse(0));
        this.beside = page.qualityKnown() ? List.of(Figure.TIME, comparison.quality()) : List.of(Figure.TIME);
    }

    static void write(Comparison comparison, OutputStream out) throws IOException {
        out.write(new ComparisonLatex(comparison).text().getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        LatexTable table = new LatexTable().text("Group").number("n").number("Energy (" + unit.symbol() + ")");
        if (page.several()) {
            table.number("Energy ratio").mark();
        }
        table.number("Time (s)").mark();
        if (page.qualityKnown()) {
            table.number(cut(page.quality())).mark();
        }
        comparison.groups().stream().limit(MOST_GROUPS).forEach(group -> table.row(row(group)));
        return """
                % Made by powermeter. In the preamble: \\usepackage{booktabs}. In the text: \\input{comparison.tex}
                % Any engine: it is ASCII. Letters that LaTeX has only with further packages are question marks.
                """ + table.text(caption(), "tab:energy-comparison");
    }

    private List<String> row(Group group) {
        Result energy = comparison.result(group, Figure.ENERGY);
        List<String> cells = new ArrayList<>();
        cells.add(cut(group.label()));
        cells.add(Integer.toString(group.runs().size()));
        cells.add(mean(Figure.ENERGY, energy, unit.joules()));
        if (page.several()) {
            cells.add(group.equals(comparison.baseline()) ? "1" : ratio(energy.effect()));
            cells.add(mark(energy.effect()));
        }
        for (Figure figure : beside) {
            Result result = comparison.result(group, figure);
            cells.add(mean(figure, result, 1));
            cells.add(mark(result.effect()));
        }
        return cells;
    }

    /** Returns for instance {@code 0.36 (0.33–0.39)}; of energies that are no ratio the difference. */
    private static String ratio(@Nullable Effect effect) {
        if (effect == null) {
            return Figures.UNKNOWN;
        }
        String size = ComparisonText.size(Figure.ENERGY, effect);
        return effect.ratio() ? size.replace("× ", "").replace(" to ", "–") : size;
    }

    /** Returns a mean and half its interval, with as many decimals as all of its column. */
    private String mean(Figure figure, Result result, double scale) {
        if (!Double.isFinite(result.mean())) {
            return Figures.UNKNOWN;
        }
        String format = "%." + decimals(figure, scale) + "f";
        Interval interval = result.interval();
        String mean = String.format(Locale.ROOT, format, result.mean() / scale);
        return interval == null ? mean : mean + " ± " + String.format(Locale.ROOT, format, interval.half() / scale);
    }

    /** Two digits of the shortest interval, but no more than five of the largest mean. */
    private int decimals(Figure figure, double scale) {
        double half = comparison.results(figure).stream()
                .map(Result::interval)
                .filter(Objects::nonNull)
                .mapToDouble(Interval::half)
                .filter(length -> length > 0)
                .min()
                .orElse(Double.MIN_VALUE);
        double largest = comparison.results(figure).stream()
                .mapToDouble(result -> Math.abs(result.mean()))
                .filter(mean -> mean > 0)
                .max()
                .orElse(scale);
        double decimals = Math.min(1 - digits(half / scale), 4 - digits(largest / scale));
        return (int) Math.max(0, Math.min(MOST_DECIMALS, decimals));
    }

    private static double digits(double value) {
        return Math.floor(Math.log10(value));
    }

    private static String mark(@Nullable Effect effect) {
        if (effect == null || effect.verdict() == Verdict.NOT_RESOLVED) {
            return "";
        }
        return effect.adjusted() < 0.001 ? "***" : effect.adjusted() < 0.01 ? "**" : "*";
    }

    private String caption() {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "Mean ± half of its 95 % interval of n runs each. Energy: " + Provenance.energy(comparison) + " on "
                        + page.machine() + ", known for " + Page.coverage(page.coverage()) + " of the time"
                        + (page.coverage() < 1 ? " or more." : "."));
        if (page.several()) {
            sentences.add("Energy ratio: to " + cut(page.baseline()) + ", with its 95 % interval.");
            sentences.add("What differs from " + cut(page.baseline())
                    + " has a mark: * p < 0.05, ** p < 0.01, *** p < 0.001 by Welch's test (where there are few runs or outliers,"
                    + " by the rank test too), corrected for several groups by Holm. What has none is not resolved.");
        }
        if (page.forced()) {
            sentences.add("Runs were compared by force, also such as do not fit together.");
        }
        int more = comparison.groups().size() - MOST_GROUPS;
        if (more > 0) {
            sentences.add(more + " more groups are left out.");
        }
        return String.join(" ", sentences);
    }

    private static String cut(String label) {
        return Words.cutMiddle(ComparisonTable.name(label), LONGEST_LABEL);
    }
}
