package io.powermeter.reports;

import io.powermeter.carbon.CarbonAccount;
import io.powermeter.measurement.Component;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.PhaseSpan;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** Returns all stretches of each phase. */
    static Map<String, List<Window>> stretches(Summary summary) {
        return summary.phaseSpans().stream()
                .collect(Collectors.groupingBy(
                        PhaseSpan::name, Collectors.mapping(PhaseSpan::window, Collectors.toList())));
    }

    /** Returns the machine's operational grams of CO2 equivalent in some stretches. */
    static double grams(CarbonAccount carbon, List<Window> stretches) {
        return carbon.grams(stretches).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    Listing<Line> phases() {
        return Listing.of(summary.phasesByName(), this::line);
    }

    private Line line(PhaseEnergy phase) {
        boolean read = isRead(phase);
        List<Quantity> cells = new ArrayList<>();
        List<Slice> bar = new ArrayList<>();
        double at = 0;
        for (Component component : components) {
            double joules = read ? phase.components().getOrDefault(component, 0.0) : 0;
            double width = Math.max(0, 100 * joules / summary.energy().joules());
            cells.add(joules(read, joules));
            if (width > 0) {
                bar.add(new Slice(cssClass(component), hundredths(at), hundredths(Math.min(width, 100 - at))));
            }
            at = Math.min(100, at + width);
        }
        return new Line(
                Page.name(phase.name()),
                phase.count(),
                Math.min(phase.depth(), 5),
                new Quantity(Figures.seconds(phase.seconds()), phase.seconds()),
                watts(read && phase.seconds() > 0, phase.joules() / phase.seconds()),
                cells,
                joules(read, phase.joules()),
                phase.isRough() ? "± " + Figures.joules(phase.errorJoules()) : "",
                Double.isNaN(phase.joulesPerSample()) ? "" : Figures.joules(phase.joulesPerSample()) + " a sample",
                joules(read, phase.netJoules()),
                joules(read && known.attribution(), phase.jobJoules()),
                new Quantity(Page.coverage(phase.coverage()), phase.coverage()),
                phase.unresolved() == null ? "" : "not resolved: " + phase.unresolved(),
                bar);
    }

    static Quantity joules(boolean known, double joules) {
        return known ? new Quantity(Figures.joules(joules), joules) : Quantity.UNKNOWN;
    }

    private static Quantity watts(boolean known, double watts) {
        return known ? new Quantity(Figures.watts(watts), watts) : Quantity.UNKNOWN;
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

    /** What a cell shows, and by what its column is sorted. */
    record Quantity(String text, double value) {
        static final Quantity UNKNOWN = new Quantity(Figures.UNKNOWN, Double.NaN);
    }

    /** A row. */
    record Line(
            String name,
            int count,
            int depth,
            Quantity seconds,
            Quantity watts,
            List<Quantity> components,
            Quantity joules,
            String error,
            String perSample,
            Quantity netJoules,
            Quantity jobJoules,
            Quantity coverage,
            String remark,
            List<Slice> bar) {}
}
