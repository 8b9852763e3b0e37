package io.powermeter.reports;

import io.powermeter.measurement.Component;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Joules by phase and component: a row for the whole job and one for each phase. */
final class EnergyTable {
    private final Summary summary;
    private final Knowledge known;
    private final List<Component> components;

    EnergyTable(Summary summary, Knowledge known) {
        this.summary = summary;
        this.known = known;
        this.components = List.copyOf(summary.components().keySet());
    }

    List<Head> heads() {
        return components.stream().map(c -> new Head(Words.of(c), cssClass(c))).toList();
    }

    /** Returns whether phases lie in phases, so that the rows are more than the whole. */
    boolean nested() {
        return summary.phasesByName().stream().anyMatch(phase -> phase.depth() > 0);
    }

    boolean hasPhases() {
        return !summary.phasesByName().isEmpty();
    }

    Line whole() {
        return line(whole(summary));
    }

    /** Returns the whole job as if it were a phase. */
    static PhaseEnergy whole(Summary summary) {
        return new PhaseEnergy(
                "Whole job",
                1,
                0,
                summary.window().seconds(),
                summary.job().cpuSeconds(),
                Double.NaN,
                summary.components(),
                summary.energy().joules(),
                summary.job().joules(),
                summary.energy().joules() - summary.netJoules(),
                summary.energy().coverage(),
                0,
                null);
    }

    /** Returns whether a phase has figures of its own: of one that is not resolved they would be its neighbours'. */
    static boolean isRead(PhaseEnergy phase) {
        return phase.coverage() > 0 && phase.resolved();
    }

    Listing<Line> phases() {
        return Listing.of(summary.phasesByName(), this::line);
    }

    private Line line(PhaseEnergy phase) {
        boolean read = isRead(phase);
        List<String> cells = new ArrayList<>();
        List<Slice> bar = new ArrayList<>();
        double at = 0;
        for (Component component : components) {
            double joules = read ? phase.components().getOrDefault(component, 0.0) : 0;
            double width = Math.max(0, 100 * joules / summary.energy().joules());
            cells.add(read ? Figures.joules(joules) : Figures.UNKNOWN);
            if (width > 0) {
                bar.add(new Slice(cssClass(component), hundredths(at), hundredths(Math.min(width, 100 - at))));
            }
            at = Math.min(100, at + width);
        }
        return new Line(
                Page.name(phase.name()),
                phase.count(),
                Math.min(phase.depth(), 5),
                Figures.seconds(phase.seconds()),
                read && phase.seconds() > 0 ? Figures.watts(phase.joules() / phase.seconds()) : Figures.UNKNOWN,
                cells,
                read ? Figures.joules(phase.joules()) : Figures.UNKNOWN,
                phase.isRough() ? "± " + Figures.joules(phase.errorJoules()) : "",
                Double.isNaN(phase.joulesPerSample()) ? "" : Figures.joules(phase.joulesPerSample()) + " a sample",
                read ? Figures.joules(phase.netJoules()) : Figures.UNKNOWN,
                read && known.attribution() ? Figures.joules(phase.jobJoules()) : Figures.UNKNOWN,
                Page.coverage(phase.coverage()),
                phase.unresolved() == null ? "" : "not resolved: " + phase.unresolved(),
                bar);
    }

    private static String cssClass(Component component) {
        return "c-" + component.name().toLowerCase(Locale.ROOT);
    }

    private static String hundredths(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** The head of a component's column, with the class of its colour. */
    record Head(String label, String cssClass) {}

    /** A part of a bar of length 100. */
    record Slice(String cssClass, String x, String width) {}

    /** A row. */
    record Line(
            String name,
            int count,
            int depth,
            String seconds,
            String watts,
            List<String> components,
            String joules,
            String error,
            String perSample,
            String netJoules,
            String jobJoules,
            String coverage,
            String remark,
            List<Slice> bar) {}
}
