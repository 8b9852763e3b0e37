package io.powermeter.reports.picture;

import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.statistics.Interval;
import io.powermeter.reports.words.Words;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeriesCollection;

/** Energy against quality: a cross for each group, and the front of those that no other one beats in both. */
final class ParetoFront implements Drawing {
    private static final double HEIGHT = 370;
    /** See {@link Placement#avoid}. */
    private static final double LINE_WEIGHT = 2;

    private static final int MOST_TICKS = 7;

    private final Lineup lineup;
    private final Figure quality;
    private final List<Lineup.Member> known;
    private final List<Lineup.Member> front;
    private final AxisUnit unit;

    ParetoFront(Lineup lineup) {
        this.lineup = lineup;
        this.quality = lineup.comparison().quality();
        this.known = lineup.members().stream()
                .filter(member -> Double.isFinite(result(member, Figure.ENERGY).mean())
                        && Double.isFinite(result(member, quality).mean()))
                .toList();
        List<Group> best = lineup.comparison().front();
        this.front = known.stream()
                .filter(member -> best.contains(member.group()))
                .sorted(Comparator.comparingDouble(
                        member -> result(member, Figure.ENERGY).mean()))
                .toList();
        this.unit = AxisUnit.joules(lineup.mostJoules());
    }

    private Result result(Lineup.Member member, Figure figure) {
        return lineup.result(member, figure);
    }

    /** A front of one group is none. */
    @Override
    public boolean isKnown() {
        return known.size() > 1;
    }

    @Override
    public Sheet sheet() {
        String name = name();
        List<String> notes = new ArrayList<>(lineup.notes());
        if (known.size() < lineup.members().size()) {
            notes.add("Without known energy or " + name + ": "
                    + lineup.members().stream()
                            .filter(member -> !known.contains(member))
                            .map(Lineup.Member::label)
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return new Sheet(
                "Energy against " + name,
                "Means with 95 % intervals; better is " + (isHigherBetter() ? "up" : "down")
                        + " and to the left. Line: the front that no group beats in both. Grey: beaten.",
                notes);
    }

    private String name() {
        return Words.cut(Words.oneLine(quality.label()), 40);
    }

    private boolean isHigherBetter() {
        return quality.sense() == Figure.Sense.HIGHER;
    }

    @Override
    public double height() {
        return HEIGHT;
    }

    @Override
    public void draw(Graphics2D graphics, double top) {
        NumberAxis energies = axis("Energy (" + unit.symbol() + ")", Figure.ENERGY, unit.size());
        NumberAxis qualities = axis(name(), quality, 1);
        XYPlot plot = new XYPlot(new XYSeriesCollection(), energies, qualities, new XYLineAndShapeRenderer());
        Theme.clear(plot);
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(Theme.GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        Rectangle2D area =
                Theme.draw(plot, graphics, new Rectangle2D.Double(Sheet.MARGIN, top, Sheet.INNER_WIDTH - 6, HEIGHT));
        Placement placement = new Placement(area);
        Scale scale = new Scale(energies, qualities, area);
        front(graphics, scale, placement);
        List<Cross> crosses = known.stream().map(scale::cross).toList();
        crosses.forEach(cross -> cross.drawArms(graphics, placement));
        crosses.forEach(cross -> cross.drawMark(graphics, placement));
        crosses.forEach(cross -> cross.drawLabel(graphics, placement));
    }

    /** All means with a margin, and the intervals as far as they do not dwarf what lies between the means. */
    private NumberAxis axis(String label, Figure figure, double size) {
        List<Result> results =
                known.stream().map(member -> result(member, figure)).toList();
        double low = results.stream().mapToDouble(Result::mean).min().orElse(0);
        double high = results.stream().mapToDouble(Result::mean).max().orElse(1);
        double span = Math.max(high - low, 0.02 * Math.max(Math.abs(low), Math.abs(high)));
        span = span > 0 ? span : 1;
        double from = low;
        double to = high;
        for (Result result : results) {
            Interval interval = result.interval();
            if (interval != null) {
                from = Math.min(from, Math.max(interval.low(), low - span));
                to = Math.max(to, Math.min(interval.high(), high + span));
            }
        }
        double margin = 0.08 * Math.max(to - from, span);
        double least = low >= 0 && figure.unit() == Figure.Unit.JOULES ? Math.max(0, from - margin) : from - margin;
        NumberAxis axis = Theme.axis(label);
        Theme.range(axis, least / size, (to + margin) / size, MOST_TICKS);
        return axis;
    }

    /** Up to each group's energy, the quality that less energy buys. */
    private void front(Graphics2D graphics, Scale scale, Placement placement) {
        if (front.isEmpty()) {
            return;
        }
        Rectangle2D area = scale.area;
        Path2D line = new Path2D.Double();
        Point2D last = scale.point(front.get(0));
        Point2D edge = new Point2D.Double(last.getX(), isHigherBetter() ? area.getMaxY() : area.getY());
        line.moveTo(edge.getX(), edge.getY());
        line.lineTo(last.getX(), last.getY());
        avoid(placement, edge, last);
        for (Lineup.Member member : front) {
            Point2D next = scale.point(member);
            line.lineTo(next.getX(), last.getY());
            line.lineTo(next.getX(), next.getY());
            Point2D corner = new Point2D.Double(next.getX(), last.getY());
            avoid(placement, last, corner);
            avoid(placement, corner, next);
            last = next;
        }
        line.lineTo(area.getMaxX(), last.getY());
        avoid(placement, last, new Point2D.Double(area.getMaxX(), last.getY()));
        graphics.setPaint(Theme.FAINT_INK);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(line);
    }

    private static void avoid(Placement placement, Point2D one, Point2D other) {
        Rectangle2D thin = new Rectangle2D.Double(one.getX() - 1, one.getY() - 1, 2, 2);
        thin.add(other);
        placement.avoid(thin, LINE_WEIGHT);
    }

    private final class Scale {
        private final NumberAxis energies;
        private final NumberAxis qualities;
        private final Rectangle2D area;

        Scale(NumberAxis energies, NumberAxis qualities, Rectangle2D area) {
            this.energies = energies;
            this.qualities = qualities;
            this.area = area;
        }

        double x(double joules) {
            double value = energies.getRange().constrain(unit.of(joules));
            return energies.valueToJava2D(value, area, RectangleEdge.BOTTOM);
        }

        double y(double value) {
            return qualities.valueToJava2D(qualities.getRange().constrain(value), area, RectangleEdge.LEFT);
        }

        Point2D point(Lineup.Member member) {
            return new Point2D.Double(
                    x(result(member, Figure.ENERGY).mean()),
                    y(result(member, quality).mean()));
        }

        Cross cross(Lineup.Member member) {
            Point2D at = point(member);
            Rectangle2D arms = new Rectangle2D.Double(at.getX(), at.getY(), 0, 0);
            Interval joules = result(member, Figure.ENERGY).interval();
            if (joules != null) {
                arms.add(x(joules.low()), at.getY());
                arms.add(x(joules.high()), at.getY());
            }
            Interval values = result(member, quality).interval();
            if (values != null) {
                arms.add(at.getX(), y(values.low()));
                arms.add(at.getX(), y(values.high()));
            }
            return new Cross(member, at, arms, !front.contains(member));
        }
    }
}
