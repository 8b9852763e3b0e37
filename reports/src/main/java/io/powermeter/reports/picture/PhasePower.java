package io.powermeter.reports.picture;

import io.powermeter.reports.comparison.Cost;
import io.powermeter.reports.comparison.PowerLine;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.words.Words;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jspecify.annotations.Nullable;

/** The power of each group's median run in the phases that the groups have in common, each from its beginning. */
final class PhasePower implements Drawing {
    private static final int MOST_PHASES = 6;
    private static final double PANEL_HEIGHT = 200;
    private static final double GAP = 12;
    private static final int MOST_TICKS = 5;
    private static final int MOST_POWER_TICKS = 7;

    private final Lineup lineup;
    private final List<Panel> panels;
    private final Legend legend;

    /**
     * A phase.
     *
     * @param lines of the members that have it, by their places
     */
    private record Panel(String name, Map<Integer, PowerLine> lines, double joules) {
        double seconds() {
            return lines.values().stream().mapToDouble(PowerLine::seconds).max().orElse(0);
        }
    }

    PhasePower(Lineup lineup) {
        this.lineup = lineup;
        List<Panel> shared = lineup.comparison().phases().stream()
                .map(this::panel)
                .filter(panel ->
                        panel.lines.size() >= Math.min(2, lineup.members().size()))
                .sorted(Comparator.comparingInt((Panel panel) -> -panel.lines.size())
                        .thenComparingDouble(panel -> -panel.joules))
                .limit(MOST_PHASES)
                .toList();
        this.panels = shared.isEmpty() ? whole() : shared;
        this.legend = Legend.of(
                IntStream.range(0, lineup.members().size())
                        .filter(place -> panels.stream().anyMatch(panel -> panel.lines.containsKey(place)))
                        .mapToObj(lineup.members()::get)
                        .toList(),
                Sheet.INNER_WIDTH);
    }

    private Panel panel(String phase) {
        Map<Integer, PowerLine> lines = new TreeMap<>();
        for (int place = 0; place < lineup.members().size(); place++) {
            List<RunFigures> runs = lineup.members()
                    .get(place)
                    .medianFirst(run -> isKnown(run.phasePower().get(phase)));
            if (!runs.isEmpty()) {
                lines.put(place, runs.get(0).phasePower().get(phase));
            }
        }
        double joules = lineup.members().stream()
                .flatMap(member -> member.group().runs().stream())
                .map(run -> run.phases().get(phase))
                .mapToDouble(cost -> cost == null ? 0 : known(cost))
                .sum();
        return new Panel(Words.oneLine(phase), lines, joules);
    }

    private static double known(Cost cost) {
        return Double.isFinite(cost.joules()) ? cost.joules() : 0;
    }

    private static boolean isKnown(@Nullable PowerLine line) {
        return line != null && Arrays.stream(line.watts()).anyMatch(Double::isFinite);
    }

    /** Of groups that share no phase. */
    private List<Panel> whole() {
        Map<Integer, PowerLine> lines = new TreeMap<>();
        for (int place = 0; place < lineup.members().size(); place++) {
            List<RunFigures> runs = lineup.members().get(place).medianFirst(run -> isKnown(run.power()));
            if (!runs.isEmpty()) {
                lines.put(place, runs.get(0).power());
            }
        }
        return lines.isEmpty() ? List.of() : List.of(new Panel("whole run", lines, 0));
    }

    @Override
    public boolean isKnown() {
        return !panels.isEmpty();
    }

    @Override
    public Sheet sheet() {
        return new Sheet(
                "Power in the phases",
                "The machine's power in the first stretch of each phase, from its beginning: of each group the run of"
                        + " median energy.",
                lineup.notes());
    }

    private int columns() {
        return panels.size() == 1 ? 1 : panels.size() <= 4 ? 2 : 3;
    }

    @Override
    public double height() {
        int rows = (panels.size() + columns() - 1) / columns();
        return legend.height() + GAP + rows * (PANEL_HEIGHT + GAP) - GAP;
    }

    @Override
    public void draw(Graphics2D graphics, double top) {
        legend.draw(graphics, Sheet.MARGIN, top);
        double width = (Sheet.INNER_WIDTH - (columns() - 1) * GAP) / columns();
        for (int i = 0; i < panels.size(); i++) {
            double x = Sheet.MARGIN + i % columns() * (width + GAP);
            double y = top + legend.height() + GAP + i / columns() * (PANEL_HEIGHT + GAP);
            Rectangle2D area = new Rectangle2D.Double(x, y, width, PANEL_HEIGHT);
            draw(graphics, panels.get(i), area);
        }
    }

    private void draw(Graphics2D graphics, Panel panel, Rectangle2D area) {
        AxisUnit unit = AxisUnit.seconds(panel.seconds());
        NumberAxis time = Theme.axis("Time since its beginning (" + unit.symbol() + ")");
        Theme.range(time, 0, panel.seconds() > 0 ? unit.of(panel.seconds()) : 1, MOST_TICKS);
        LinePanel lines = new LinePanel(time, powerAxis());
        panel.lines.forEach((place, line) -> {
            double[] seconds = IntStream.range(0, line.watts().length)
                    .mapToDouble(column -> unit.of(line.secondsAt(column)))
                    .toArray();
            lines.add(lineup.members().get(place).style(), true, seconds, line.watts());
        });
        lines.draw(graphics, panel.name, area);
    }

    /** The same for all phases, so that they can be compared; from 0, unless all lines lie far above. */
    private NumberAxis powerAxis() {
        DoubleSummaryStatistics watts = panels.stream()
                .flatMap(panel -> panel.lines.values().stream())
                .flatMapToDouble(line -> Arrays.stream(line.watts()))
                .filter(Double::isFinite)
                .summaryStatistics();
        double peak = watts.getMax();
        double from = watts.getMin() > peak / 2 ? Math.min(watts.getMin(), 0.8 * peak) - 0.05 * peak : 0;
        NumberAxis axis = Theme.axis("Power (W)");
        Theme.range(axis, from, peak > 0 ? 1.05 * peak : 1, MOST_POWER_TICKS);
        return axis;
    }
}
