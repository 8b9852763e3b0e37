package io.powermeter.reports.picture;

import io.powermeter.reports.comparison.Learning.Point;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.words.Words;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;

/** How the quality rose with the energy spent, and with time: a line for each run, the median run's thick. */
final class LearningCurves implements Drawing {
    private static final double HEIGHT = 280;
    private static final double GAP = 12;
    private static final int MOST_TICKS = 5;
    private static final int MOST_QUALITY_TICKS = 8;

    private final Lineup lineup;
    private final List<Lineup.Member> known;
    private final Legend legend;
    private final String quality;

    LearningCurves(Lineup lineup) {
        this.lineup = lineup;
        this.known = lineup.members().stream()
                .filter(member -> member.group().runs().stream().anyMatch(LearningCurves::isLearning))
                .toList();
        this.legend = Legend.of(known, Sheet.INNER_WIDTH);
        this.quality = Words.cut(Words.oneLine(lineup.comparison().quality().label()), 40);
    }

    private static boolean isLearning(RunFigures run) {
        return run.learning().points().size() > 1;
    }

    private Stream<Point> points() {
        return known.stream()
                .flatMap(member -> member.group().runs().stream())
                .flatMap(run -> run.learning().points().stream());
    }

    @Override
    public boolean isKnown() {
        return !known.isEmpty();
    }

    @Override
    public Sheet sheet() {
        return new Sheet(
                Words.capital(quality) + " over " + (isEnergyKnown() ? "energy spent and time" : "time"),
                "From the start of the job."
                        + (areSeveral() ? " Thick: of each group the run of median energy. Thin: the others." : ""),
                lineup.notes());
    }

    private boolean areSeveral() {
        return known.stream()
                .anyMatch(
                        member -> member.medianFirst(LearningCurves::isLearning).size() > 1);
    }

    private boolean isEnergyKnown() {
        return points().anyMatch(point -> Double.isFinite(point.joules()));
    }

    @Override
    public double height() {
        return legend.height() + GAP + HEIGHT;
    }

    @Override
    public void draw(Graphics2D graphics, double top) {
        legend.draw(graphics, Sheet.MARGIN, top);
        double from = top + legend.height() + GAP;
        AxisUnit joules = AxisUnit.joules(most(Point::joules));
        AxisUnit seconds = AxisUnit.seconds(most(Point::seconds));
        LinePanel time = panel("Time (" + seconds.symbol() + ")", seconds, Point::seconds);
        if (isEnergyKnown()) {
            double width = (Sheet.INNER_WIDTH - GAP) / 2;
            panel("Energy (" + joules.symbol() + ")", joules, Point::joules)
                    .draw(graphics, "", new Rectangle2D.Double(Sheet.MARGIN, from, width, HEIGHT));
            double right = Sheet.MARGIN + width + GAP;
            time.draw(graphics, "", new Rectangle2D.Double(right, from, width, HEIGHT));
        } else {
            time.draw(graphics, "", new Rectangle2D.Double(Sheet.MARGIN, from, Sheet.INNER_WIDTH, HEIGHT));
        }
    }

    private double most(ToDoubleFunction<Point> spent) {
        return points().mapToDouble(spent).filter(Double::isFinite).max().orElse(0);
    }

    private LinePanel panel(String label, AxisUnit unit, ToDoubleFunction<Point> spent) {
        NumberAxis across = Theme.axis(label);
        double most = unit.of(most(spent));
        Theme.range(across, 0, most > 0 ? 1.03 * most : 1, MOST_TICKS);
        LinePanel panel = new LinePanel(across, qualityAxis());
        for (boolean thick : new boolean[] {false, true}) {
            for (Lineup.Member member : known) {
                List<RunFigures> runs = member.medianFirst(LearningCurves::isLearning);
                for (RunFigures run : thick ? runs.subList(0, 1) : runs.subList(1, runs.size())) {
                    List<Point> points = run.learning().points().stream()
                            .filter(point -> Double.isFinite(spent.applyAsDouble(point)))
                            .toList();
                    panel.add(
                            member.style(),
                            thick,
                            points.stream()
                                    .mapToDouble(point -> unit.of(spent.applyAsDouble(point)))
                                    .toArray(),
                            points.stream().mapToDouble(Point::value).toArray());
                }
            }
        }
        return panel;
    }

    private NumberAxis qualityAxis() {
        NumberAxis axis = Theme.axis(quality);
        DoubleSummaryStatistics values =
                points().mapToDouble(Point::value).filter(Double::isFinite).summaryStatistics();
        double low = values.getCount() == 0 ? 0 : values.getMin();
        double high = values.getCount() == 0 ? 1 : values.getMax();
        double margin = high > low ? 0.05 * (high - low) : Math.max(0.05 * Math.abs(high), 1e-9);
        Theme.range(axis, low - margin, high + margin, MOST_QUALITY_TICKS);
        return axis;
    }
}
