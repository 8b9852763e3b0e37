package io.powermeter.reports;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.words.Words;
import java.util.List;
import java.util.Locale;

/**
 * The groups of a comparison as rows, some figures as columns.
 *
 * @param caption what it is of, empty for whole runs
 * @param heads of the columns after the group and its number of runs
 */
record ComparisonTable(String caption, List<String> heads, List<Row> rows) {
    private static final int LONGEST_LABEL = 60;

    /** One group. */
    record Row(String label, boolean isBaseline, int runs, String origin, List<Cell> cells) {}

    /**
     * One figure of a group.
     *
     * @param value to sort by, empty if it is not known
     * @param mean with half its interval
     * @param runs how many runs know it, empty if all do
     * @param size beside the baseline, empty of the baseline itself
     * @param verdict its words, empty without one
     * @param kind {@code better}, {@code worse}, {@code other} or {@code unresolved}, for its looks
     */
    record Cell(String value, String mean, String runs, String size, String verdict, String kind) {}

    static ComparisonTable of(Comparison comparison, String caption, List<Figure> figures) {
        return new ComparisonTable(
                caption,
                figures.stream()
                        .map(figure -> Words.cut(Words.oneLine(figure.label()), LONGEST_LABEL))
                        .toList(),
                comparison.groups().stream()
                        .map(group -> row(comparison, group, figures))
                        .toList());
    }

    private static Row row(Comparison comparison, Group group, List<Figure> figures) {
        return new Row(
                label(group.label()),
                group.equals(comparison.baseline()),
                group.runs().size(),
                group.origin().name(),
                figures.stream()
                        .map(figure -> cell(
                                figure,
                                comparison.result(group, figure),
                                group.runs().size()))
                        .toList());
    }

    private static Cell cell(Figure figure, Result result, int runs) {
        Effect effect = result.effect();
        int known = result.values().size();
        return new Cell(
                known == 0 ? "" : String.format(Locale.ROOT, "%.9e", result.mean()),
                ComparisonText.mean(figure, result),
                known == 0 || known == runs ? "" : "of " + known + " runs",
                effect == null ? "" : ComparisonText.size(figure, effect),
                effect == null ? "" : effect.verdict().words(),
                effect == null ? "" : kind(effect));
    }

    static String kind(Effect effect) {
        return switch (effect.verdict()) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case HIGHER, LOWER -> "other";
            case NOT_RESOLVED -> "unresolved";
        };
    }

    static String label(String label) {
        return Words.cut(name(label), LONGEST_LABEL);
    }

    /** Returns a label in one line. */
    static String name(String label) {
        return Words.oneLine(label);
    }
}
