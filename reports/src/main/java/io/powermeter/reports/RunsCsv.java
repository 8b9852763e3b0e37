package io.powermeter.reports;

import io.powermeter.measurement.Component;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Cost;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.comparison.RunFigures;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Writes {@code runs.csv}: a row for each compared run, and for each phase of it, to draw and to test what others did not. */
final class RunsCsv {
    private static final List<String> HEADS = List.of(
            "group",
            "run",
            "name",
            "start",
            "machine",
            "sensors",
            "origin",
            "coverage",
            "ending",
            "scope",
            "phase",
            "duration_s",
            "energy_j",
            "net_energy_j",
            "job_energy_j",
            "mean_power_w",
            "job_cpu_s",
            "samples",
            "energy_per_sample_j",
            "co2e_g",
            "quality",
            "outlier_in");

    private final Comparison comparison;
    private final List<Component> components;
    private final CsvTable table;

    private RunsCsv(Comparison comparison) {
        this.comparison = comparison;
        this.components = comparison.groups().stream()
                .flatMap(group -> group.runs().stream())
                .flatMap(run -> run.whole().components().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        this.table =
                new CsvTable(Stream.concat(HEADS.stream(), components.stream().map(RunsCsv::head))
                        .toArray(String[]::new));
    }

    static void write(Comparison comparison, OutputStream out) throws IOException {
        RunsCsv csv = new RunsCsv(comparison);
        for (Group group : comparison.groups()) {
            for (RunFigures run : group.runs()) {
                csv.whole(group, run);
                run.phases().forEach((phase, cost) -> csv.phase(group, run, phase, cost));
            }
        }
        out.write(csv.table.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String head(Component component) {
        return component.name().toLowerCase(Locale.ROOT) + "_j";
    }

    private void whole(Group group, RunFigures run) {
        row(group, run, run.whole());
        List<Figure> figures = new ArrayList<>(comparison.figures());
        figures.addAll(comparison.components());
        table.text("scope", "run")
                .number("co2e_g", run.grams())
                .number("quality", comparison.quality().of(run))
                .text("outlier_in", outlierIn(figures, group, run))
                .end();
    }

    private void phase(Group group, RunFigures run, String phase, Cost cost) {
        row(group, run, cost);
        table.text("scope", "phase")
                .text("phase", phase)
                .text("outlier_in", outlierIn(comparison.ofPhase(phase), group, run))
                .end();
    }

    private void row(Group group, RunFigures run, Cost cost) {
        table.text("group", group.label())
                .text("run", run.folder().toString())
                .text("name", run.name())
                .text("start", run.startedAt().toString())
                .text("machine", run.machine())
                .text("sensors", run.sensors())
                .text("origin", run.origin().name())
                .number("coverage", run.coverage())
                .text("ending", run.ending())
                .number("duration_s", cost.seconds())
                .number("energy_j", cost.joules())
                .number("net_energy_j", cost.netJoules())
                .number("job_energy_j", cost.jobJoules())
                .number("mean_power_w", cost.watts())
                .number("job_cpu_s", cost.cpuSeconds())
                .number("samples", cost.samples())
                .number("energy_per_sample_j", cost.joulesPerSample());
        Map<Component, Double> parts = cost.components();
        components.forEach(component -> table.number(head(component), parts.getOrDefault(component, Double.NaN)));
    }

    /** Returns the figures in which a run is far from its repeats, by their names in {@code comparison.csv}. */
    private String outlierIn(List<Figure> figures, Group group, RunFigures run) {
        List<String> far = new ArrayList<>();
        for (Figure figure : figures) {
            Result result = comparison.result(group, figure);
            List<RunFigures> knowing = result.outliers().isEmpty() ? List.of() : group.knowing(figure);
            if (result.outliers().stream().anyMatch(place -> knowing.get(place) == run)) {
                far.add(figure.id());
            }
        }
        return String.join("; ", far);
    }
}
