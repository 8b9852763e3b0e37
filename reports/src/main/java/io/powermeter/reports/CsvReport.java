package io.powermeter.reports;

import io.powermeter.carbon.Band;
import io.powermeter.carbon.CarbonAccount;
import io.powermeter.carbon.Emissions;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Total;
import io.powermeter.summary.Window;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code report.csv}: a row for each component, and for all together, of the whole run and of each phase. */
final class CsvReport {
    private final Summary summary;
    private final CarbonAccount carbon;
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
            "low_co2e_g",
            "high_co2e_g",
            "net_co2e_g",
            "embodied_co2e_g",
            "job_cpu_s",
            "samples",
            "energy_per_sample_j",
            "remark");

    private CsvReport(Summary summary) {
        this.summary = summary;
        this.carbon = CarbonAccount.of(summary);
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
        if (known.energy()) {
            emissions(carbon.emissions());
        }
        List<Window> window = List.of(summary.window());
        all("run", whole, window);
        components("run", whole, window);
        summary.besideWall().forEach((component, joules) -> {
            row("run", whole, component);
            table.text("in_total", "false");
            energy(joules, whole.seconds());
            table.end();
        });
    }

    private void emissions(Emissions emissions) {
        Band operational = emissions.operational();
        if (!operational.isExact()) {
            table.number("low_co2e_g", operational.low()).number("high_co2e_g", operational.high());
        }
        Band making = emissions.embodied();
        table.number("net_co2e_g", emissions.netGrams())
                .number("embodied_co2e_g", making == null ? Double.NaN : making.value());
    }

    private void phases() {
        Map<String, List<Window>> stretches = EnergyTable.stretches(summary);
        for (PhaseEnergy phase : summary.phasesByName()) {
            List<Window> its = stretches.getOrDefault(phase.name(), List.of());
            all("phase", phase, its);
            components("phase", phase, its);
        }
    }

    private void all(String scope, PhaseEnergy phase, List<Window> stretches) {
        row(scope, phase);
        table.text("component", "all").text("in_total", "true");
        if (known.energy()) {
            table.text("origin", summary.energy().origin().name());
        }
        if (EnergyTable.isRead(phase)) {
            energy(phase.joules(), phase.seconds());
            table.number("co2e_g", EnergyTable.grams(carbon, stretches));
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
        Map<Component, Double> grams = carbon.grams(stretches);
        phase.components().forEach((component, joules) -> {
            row(scope, phase, component);
            table.text("in_total", "true");
            if (EnergyTable.isRead(phase)) {
                ComponentEnergy part = parts.getOrDefault(component, ComponentEnergy.UNKNOWN);
                energy(joules, phase.seconds());
                table.number("co2e_g", grams.getOrDefault(component, Double.NaN))
                        .number("net_energy_j", joules - part.idleJoules())
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
        table.number("energy_j", joules).number("mean_power_w", joules / seconds);
    }
}
