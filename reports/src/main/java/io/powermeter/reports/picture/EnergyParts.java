package io.powermeter.reports.picture;

import io.powermeter.measurement.Component;
import io.powermeter.reports.comparison.Cost;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One stacked bar for each group by component, and another one by phase. */
final class EnergyParts implements Drawing {
    private static final double LABELS = 170;
    private static final double PANEL_GAP = 22;
    private static final double ROW = 38;
    private static final double BAR = 20;
    private static final double HEAD = 18;
    private static final double PADDING = 8;
    private static final Color REST = new Color(0xD0D7DE);

    /** Less cannot be seen. */
    private static final double LEAST_REST = 0.002;

    /** Phases beyond these are among the rest. */
    private static final Color[] PHASES = {
        new Color(0x0072B2),
        new Color(0xE69F00),
        new Color(0x009E73),
        new Color(0x56B4E9),
        new Color(0xD55E00),
        new Color(0xCC79A7)
    };

    private final Lineup lineup;
    private final List<Panel> panels = new ArrayList<>();
    private final double panelWidth;

    /** A part of each bar: joules of a run, NaN if they are not known. */
    private record Part(String label, Color colour, ToDoubleFunction<RunFigures> joules) {
        /** Returns the mean over the runs of known energy; what one does not know of this part is among its rest. */
        double of(Lineup.Member member) {
            return member.group().runs().stream()
                    .filter(run -> Double.isFinite(run.whole().joules()))
                    .mapToDouble(joules)
                    .map(part -> Double.isFinite(part) ? part : 0)
                    .average()
                    .orElse(0);
        }
    }

    private record Panel(String title, List<Part> parts, Legend legend) {
        static Panel of(String title, List<Part> parts, double width) {
            Legend legend = new Legend(width);
            parts.forEach(part -> legend.box(part.label, part.colour));
            return new Panel(title, parts, legend);
        }

        double of(Lineup.Member member) {
            return parts.stream().mapToDouble(part -> part.of(member)).sum();
        }
    }

    EnergyParts(Lineup lineup) {
        this.lineup = lineup;
        List<Part> phases = phases();
        double room = Sheet.INNER_WIDTH - LABELS - PADDING;
        this.panelWidth = phases.isEmpty() ? room : (room - PANEL_GAP) / 2;
        panels.add(Panel.of("By component", components(), panelWidth));
        if (!phases.isEmpty()) {
            panels.add(Panel.of("By phase", phases, panelWidth));
        }
    }

    private List<Part> components() {
        return Arrays.stream(Component.values())
                .filter(component -> lineup.members().stream()
                        .flatMap(member -> member.group().runs().stream())
                        .anyMatch(run -> run.whole().components().containsKey(component)))
                .map(component -> new Part(
                        Words.of(component),
                        Palette.of(component),
                        run -> run.whole().components().getOrDefault(component, Double.NaN)))
                .toList();
    }

    /** The phases that lie in no other, most energy first, and what is left of the whole run. */
    private List<Part> phases() {
        List<String> names = lineup.members().stream()
                .flatMap(member -> member.group().runs().stream())
                .flatMap(run -> run.outermost().stream().filter(phase -> phaseJoules(run, phase) > 0))
                .distinct()
                .toList();
        List<String> drawn = names.stream()
                .sorted((one, other) -> Double.compare(most(other), most(one)))
                .limit(PHASES.length)
                .toList();
        List<Part> parts = new ArrayList<>();
        for (String name : names) {
            if (drawn.contains(name)) {
                parts.add(new Part(label(name), PHASES[parts.size()], run -> phaseJoules(run, name)));
            }
        }
        Part rest = new Part(
                names.size() > drawn.size() ? "other phases, or none" : "no phase, or not known by itself",
                REST,
                run -> rest(run, drawn));
        if (!parts.isEmpty()
                && lineup.members().stream().anyMatch(member -> rest.of(member) > LEAST_REST * lineup.mostJoules())) {
            parts.add(rest);
        }
        return parts;
    }

    private static double rest(RunFigures run, List<String> phases) {
        double known = phases.stream()
                .mapToDouble(phase -> phaseJoules(run, phase))
                .filter(Double::isFinite)
                .sum();
        return Math.max(0, run.whole().joules() - known);
    }

    private static String label(String phase) {
        return Words.cutMiddle(Words.oneLine(phase), 24);
    }

    private double most(String phase) {
        return lineup.members().stream()
                .flatMap(member -> member.group().runs().stream())
                .mapToDouble(run -> phaseJoules(run, phase))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    private static double phaseJoules(RunFigures run, String phase) {
        Cost cost = run.phases().get(phase);
        return cost == null ? Double.NaN : cost.joules();
    }

    @Override
    public boolean isKnown() {
        return Double.isFinite(lineup.mostJoules());
    }

    @Override
    public Sheet sheet() {
        return new Sheet(
                panels.size() == 1 ? "Energy by component" : "Energy by component and by phase",
                "Means of each group's runs; the parts stand in the order of the legend.",
                lineup.notes());
    }

    private double head() {
        return HEAD
                + panels.stream()
                        .mapToDouble(panel -> panel.legend.height())
                        .max()
                        .orElse(0)
                + 4;
    }

    @Override
    public double height() {
        return head() + lineup.members().size() * ROW + Rows.AXIS_HEIGHT;
    }

    @Override
    public void draw(Graphics2D graphics, double top) {
        double end = panels.stream()
                .flatMapToDouble(panel -> lineup.members().stream().mapToDouble(panel::of))
                .max()
                .orElse(0);
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = panels.get(i);
            double left = Sheet.MARGIN + LABELS + i * (panelWidth + PANEL_GAP);
            Font bold = Theme.TEXT.deriveFont(Font.BOLD);
            Sheet.text(graphics, panel.title, left, top + 12, bold, Theme.INK);
            panel.legend.draw(graphics, left, top + HEAD);
            Rectangle2D area = new Rectangle2D.Double(left, top + head(), panelWidth, height() - head());
            Rows rows = Rows.draw(graphics, 1.02 * end, lineup.members().size(), area);
            for (int row = 0; row < lineup.members().size(); row++) {
                stack(graphics, rows, row, panel);
                if (i == 0) {
                    Lineup.Member member = lineup.members().get(row);
                    double mean = lineup.result(member, Figure.ENERGY).mean();
                    String origin = member.estimated() ? ", estimated" : "";
                    rows.label(graphics, row, member, Figures.joules(mean) + origin, LABELS);
                }
            }
        }
    }

    private void stack(Graphics2D graphics, Rows rows, int row, Panel panel) {
        Lineup.Member member = lineup.members().get(row);
        double from = 0;
        for (Part part : panel.parts) {
            double to = from + part.of(member);
            rows.bar(graphics, row, from, to, BAR, part.colour);
            rim(graphics, rows, row, from, to);
            from = to;
        }
    }

    /** A white line keeps neighbours apart in print in grey. */
    private static void rim(Graphics2D graphics, Rows rows, int row, double from, double to) {
        if (rows.x(to) - rows.x(from) > 2 && from > 0) {
            graphics.setPaint(Color.WHITE);
            graphics.fill(new Rectangle2D.Double(rows.x(from) - 0.5, rows.y(row) - BAR / 2, 1, BAR));
        }
    }
}
