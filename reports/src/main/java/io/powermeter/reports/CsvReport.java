package io.powermeter.reports;

import io.powermeter.measurement.Component;
import io.powermeter.measurement.Energy;
import io.powermeter.measurement.Origin;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.PhaseSpan;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Total;
import io.powermeter.summary.Window;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes {@code report.csv}: a row for each component, and for all together, of the whole run and of each phase. */
final class CsvReport {
    private final Summary summary;
    private final Knowledge known;
    private final CsvTable table = new CsvTable(
            "run",
            "scope",
            "phase",
            "component",
            "in_total",
            "origin",
            "stretches",
            "duration_s",
            "coverage",
            "energy_j",
            "low_energy_j",
            "high_energy_j",
            "energy_error_j",
            "net_energy_j",
            "job_energy_j",
            "mean_power_w",
            "co2e_g",
            "job_cpu_s",
            "samples",
            "energy_per_sample_j",
            "remark");

    private CsvReport(Summary summary) {
        this.summary = summary;
        this.known = new Knowledge(summary);
    }

    static void write(Summary summary, OutputStream out) throws IOException {
        CsvReport report = new CsvReport(summary);
        report.whole();
        report.phases();
        out.write(report.table.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void whole() {
        PhaseEnergy whole = EnergyTable.whole(summary);
        Total total = summary.energy();
        if (known.energy() && total.origin() == Origin.ESTIMATED) {
            table.number("low_energy_j", total.lowJoules()).number("high_energy_j", total.highJoules());
        }
        all("run", whole);
        components("run", whole, List.of(summary.window()));
        summary.besideWall().forEach((component, joules) -> {
            row("run", whole, component);
            table.text("in_total", "false");
            energy(joules, whole.seconds());
            table.end();
        });
    }

    private void phases() {
        Map<String, List<Window>> stretches = summary.phaseSpans().stream()
                .collect(Collectors.groupingBy(
                        PhaseSpan::name, Collectors.mapping(PhaseSpan::window, Collectors.toList())));
        for (PhaseEnergy phase : summary.phasesByName()) {
            all("phase", phase);
            components("phase", phase, stretches.getOrDefault(phase.name(), List.of()));
        }
    }

    private void all(String scope, PhaseEnergy phase) {
        row(scope, phase);
        table.text("component", "all").text("in_total", "true");
        if (known.energy()) {
            table.text("origin", summary.energy().origin().name());
        }
        if (EnergyTable.isRead(phase)) {
            energy(phase.joules(), phase.seconds());
            table.number("energy_error_j", scope.equals("run") ? Double.NaN : phase.errorJoules())
                    .number("net_energy_j", phase.netJoules())
                    .number("job_energy_j", known.attribution() ? phase.jobJoules() : Double.NaN);
        }
        table.number("job_cpu_s", phase.cpuSeconds())
                .number("samples", phase.samples())
                .number("energy_per_sample_j", phase.joulesPerSample())
                .text("remark", phase.unresolved() == null ? "" : "not resolved: " + phase.unresolved())
                .end();
    }

    private void components(String scope, PhaseEnergy phase, List<Window> stretches) {
        Map<Component, ComponentEnergy> parts = ComponentEnergy.of(summary, stretches);
        phase.components().forEach((component, joules) -> {
            row(scope, phase, component);
            table.text("in_total", "true");
            if (EnergyTable.isRead(phase)) {
                ComponentEnergy part = parts.getOrDefault(component, ComponentEnergy.UNKNOWN);
                energy(joules, phase.seconds());
                table.number("net_energy_j", joules - part.idleJoules())
                        .number("job_energy_j", known.attribution() ? part.jobJoules() : Double.NaN);
            }
            table.end();
        });
    }

    private void row(String scope, PhaseEnergy phase) {
        table.text("run", Page.name(summary.recording().info().name()))
                .text("scope", scope)
                .text("phase", scope.equals("run") ? "" : phase.name())
                .number("stretches", phase.count())
                .number("duration_s", phase.seconds())
                .number("coverage", phase.coverage());
    }

    private void row(String scope, PhaseEnergy phase, Component component) {
        row(scope, phase);
        boolean estimated = summary.channels().stream()
                .map(ChannelEnergy::channel)
                .anyMatch(channel -> channel.component() == component && channel.origin() == Origin.ESTIMATED);
        table.text("component", component.name().toLowerCase(Locale.ROOT))
                .text("origin", (estimated ? Origin.ESTIMATED : Origin.MEASURED).name());
    }

    private void energy(double joules, double seconds) {
        table.number("energy_j", joules)
                .number("mean_power_w", joules / seconds)
                .number("co2e_g", summary.footprint().of(new Energy(joules)).grams());
    }
}
