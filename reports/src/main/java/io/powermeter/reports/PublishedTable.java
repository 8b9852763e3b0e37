package io.powermeter.reports;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.comparison.Study;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What others found, each finding beside ours. The page, the terminal and tables show the same.
 *
 * @param rows the findings, in the study's order; none if the comparison is of no study
 */
public record PublishedTable(List<Row> rows) {
    public PublishedTable {
        rows = List.copyOf(rows);
    }

    /**
     * One finding.
     *
     * @param what they looked at
     * @param theirs what they found
     * @param ours what this comparison says of it, a dash if nothing
     * @param kind {@code better}, {@code worse}, {@code other} or {@code unresolved}, for its looks; empty without a verdict
     * @param verdict its words, empty without one
     * @param look what to look for
     * @param source who and when
     * @param url empty if it has none
     */
    public record Row(
            String what,
            String theirs,
            String ours,
            String kind,
            String verdict,
            String look,
            String source,
            String url) {}

    /** Returns that of a comparison. */
    public static PublishedTable of(Comparison comparison) {
        Study study = comparison.study();
        return new PublishedTable(
                study == null
                        ? List.of()
                        : study.published().stream()
                                .map(published -> row(comparison, published))
                                .toList());
    }

    private static Row row(Comparison comparison, Study.Published published) {
        Study.Ours ours = published.ours();
        Group group = ours == null ? null : comparison.group(ours).orElse(null);
        Figure figure = ours == null ? null : comparison.figure(ours).orElse(null);
        if (ours == null || group == null || figure == null) {
            return row(published, Figures.UNKNOWN, null);
        }
        Result result = comparison.result(group, figure);
        Effect effect = result.effect();
        String subject = ours.group() + (ours.phase().isEmpty() ? "" : ", " + ours.phase()) + ", " + figure.label();
        String beside = effect == null
                ? ""
                : ", "
                        + ComparisonText.size(
                                figure,
                                effect,
                                Words.oneLine(comparison.baseline().label()));
        return row(published, subject + ": " + ComparisonText.mean(figure, result) + beside, effect);
    }

    private static Row row(Study.Published published, String ours, @Nullable Effect effect) {
        return new Row(
                Words.oneLine(published.what()),
                Words.oneLine(published.value()),
                Words.oneLine(ours),
                effect == null ? "" : ComparisonTable.kind(effect),
                effect == null ? "" : effect.verdict().words(),
                Words.oneLine(published.look()),
                Words.oneLine(published.source()),
                published.url());
    }
}
