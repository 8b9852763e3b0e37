package io.powermeter.reports;

import io.powermeter.measurement.Component;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import io.powermeter.summary.Split;
import io.powermeter.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Who drew it, in rows, by component: each column adds up to what the machine drew. */
final class AttributionTable {
    private final Map<Component, Split> byComponent;
    private final double total;
    private final List<Line> lines = new ArrayList<>();
    private double before;

    AttributionTable(Summary summary) {
        byComponent = summary.split(summary.window());
        total = summary.energy().joules();
        Split all = summary.job().split();
        add("job", "Job", Split::jobJoules, all);
        add("rest", "Other processes", Split::otherJoules, all);
        add("meter", "The meter", Split::meterJoules, all);
        add("unknown", "Nobody known", Split::unknownJoules, all);
    }

    List<String> heads() {
        return byComponent.keySet().stream().map(Words::of).toList();
    }

    List<Line> lines() {
        return lines;
    }

    private void add(String kind, String label, ToDoubleFunction<Split> part, Split all) {
        double joules = part.applyAsDouble(all);
        lines.add(new Line(
                kind,
                label,
                hundredths(before),
                hundredths(joules),
                byComponent.values().stream()
                        .map(split -> Figures.joules(part.applyAsDouble(split)))
                        .toList(),
                Figures.joules(joules),
                total > 0 ? Figures.percent(joules / total) : Figures.UNKNOWN));
        before += joules;
    }

    private String hundredths(double joules) {
        double share = total > 0 ? joules / total : 0;
        return String.format(Locale.ROOT, "%.2f", 100 * Math.max(0, Math.min(1, share)));
    }

    /** A row, with its part of a bar that is 100 long and means the total. */
    record Line(
            String kind, String label, String x, String width, List<String> components, String joules, String share) {}
}
