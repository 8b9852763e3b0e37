package io.powermeter.reports;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.words.Figures;
import java.util.List;

/**
 * Everything that is known of one figure.
 *
 * @param name of the figure
 * @param ratio whether groups are told as ratios to the baseline
 */
record EffectTable(String name, boolean ratio, List<Row> rows) {
    /** One group; what it has not, such as a p of the baseline, is a dash. */
    record Row(
            String label,
            int runs,
            String mean,
            String interval,
            String median,
            String size,
            String welch,
            String rank,
            String p,
            String verdict,
            String kind,
            String note) {}

    static EffectTable of(Comparison comparison, Figure figure) {
        List<Row> rows = comparison.groups().stream()
                .map(group -> row(comparison, group, figure))
                .toList();
        boolean ratio = comparison.results(figure).stream()
                .map(Result::effect)
                .anyMatch(effect -> effect != null && effect.ratio());
        return new EffectTable(ComparisonTable.label(figure.label()), ratio, rows);
    }

    private static Row row(Comparison comparison, Group group, Figure figure) {
        Result result = comparison.result(group, figure);
        Effect effect = result.effect();
        int runs = result.values().size();
        return new Row(
                ComparisonTable.label(group.label()),
                runs,
                ComparisonText.value(figure, result.mean()),
                ComparisonText.interval(figure, result),
                ComparisonText.value(figure, result.median()),
                effect == null ? Figures.UNKNOWN : ComparisonText.size(figure, effect),
                effect == null ? Figures.UNKNOWN : ComparisonText.p(effect.welch()),
                effect == null ? Figures.UNKNOWN : ComparisonText.p(effect.rank()),
                effect == null ? Figures.UNKNOWN : ComparisonText.p(effect.adjusted()),
                effect == null
                        ? group.equals(comparison.baseline()) ? "baseline" : Figures.UNKNOWN
                        : effect.verdict().words(),
                effect == null ? "" : ComparisonTable.kind(effect),
                effect == null
                        ? ""
                        : ComparisonText.note(figure, effect, Math.min(runs, baselineRuns(comparison, figure))));
    }

    private static int baselineRuns(Comparison comparison, Figure figure) {
        return comparison.result(comparison.baseline(), figure).values().size();
    }
}
