package io.powermeter.reports;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.statistics.Interval;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes {@code comparison.csv}: a row for each figure of each group. */
final class ComparisonCsv {
    private final Comparison comparison;
    private final CsvTable table = new CsvTable(
            "group",
            "is_baseline",
            "scope",
            "phase",
            "figure",
            "unit",
            "better",
            "origin",
            "runs",
            "mean",
            "median",
            "mean_low",
            "mean_high",
            "outliers",
            "effect",
            "effect_size",
            "effect_low",
            "effect_high",
            "p_welch",
            "p_rank",
            "p_holm",
            "verdict",
            "needed_runs",
            "resolvable",
            "remark");

    private ComparisonCsv(Comparison comparison) {
        this.comparison = comparison;
    }

    static void write(Comparison comparison, OutputStream out) throws IOException {
        ComparisonCsv csv = new ComparisonCsv(comparison);
        csv.rows("run", "", comparison.figures());
        csv.rows("component", "", comparison.components());
        comparison.phases().forEach(phase -> csv.rows("phase", phase, comparison.ofPhase(phase)));
        out.write(csv.table.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void rows(String scope, String phase, List<Figure> figures) {
        for (Figure figure : figures) {
            for (Group group : comparison.groups()) {
                table.text("scope", scope).text("phase", phase);
                row(figure, group, comparison.result(group, figure));
            }
        }
    }

    private void row(Figure figure, Group group, Result result) {
        table.text("group", group.label())
                .text("is_baseline", Boolean.toString(group.equals(comparison.baseline())))
                .text("figure", figure.id())
                .text("unit", figure.unit().name().toLowerCase(Locale.ROOT))
                .text("better", figure.sense().name().toLowerCase(Locale.ROOT))
                .text("origin", group.origin().name())
                .number("runs", result.values().size())
                .number("mean", result.mean())
                .number("median", result.median())
                .number("outliers", result.outliers().size());
        Interval interval = result.interval();
        if (interval != null) {
            table.number("mean_low", interval.low()).number("mean_high", interval.high());
        }
        Effect effect = result.effect();
        if (effect != null) {
            effect(effect);
        }
        table.end();
    }

    private void effect(Effect effect) {
        table.text("effect", effect.ratio() ? "ratio" : "difference")
                .number("effect_size", effect.size().mean())
                .number("effect_low", effect.size().low())
                .number("effect_high", effect.size().high())
                .number("p_welch", effect.welch())
                .number("p_rank", effect.rank())
                .number("p_holm", effect.adjusted())
                .text("verdict", effect.verdict().words())
                .number(
                        "needed_runs",
                        effect.needed().isPresent() ? effect.needed().getAsInt() : Double.NaN)
                .number("resolvable", effect.resolvable())
                .text("remark", effect.remark());
    }
}
