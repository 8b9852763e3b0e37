package io.powermeter.reports.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeriesCollection;

/** A panel with a row of bars for each group, and one axis of energy below. */
final class Rows {
    static final double AXIS_HEIGHT = 42;

    private static final int MOST_TICKS = 6;
    private static final double HATCH = 6;

    private final NumberAxis axis;
    private final AxisUnit unit;
    private final Rectangle2D area;
    private final int rows;

    private Rows(NumberAxis axis, AxisUnit unit, Rectangle2D area, int rows) {
        this.axis = axis;
        this.unit = unit;
        this.area = area;
        this.rows = rows;
    }

    /**
     * Draws the axis and its grid.
     *
     * @param joules at the right end
     * @param area of the rows and the axis below
     */
    static Rows draw(Graphics2D graphics, double joules, int rows, Rectangle2D area) {
        AxisUnit unit = AxisUnit.joules(joules);
        NumberAxis axis = Theme.axis("Energy (" + unit.symbol() + ")");
        Theme.range(axis, 0, joules > 0 ? unit.of(joules) : 1, MOST_TICKS);
        NumberAxis across = new NumberAxis();
        across.setVisible(false);
        XYPlot plot = new XYPlot(new XYSeriesCollection(), axis, across, new XYLineAndShapeRenderer());
        Theme.clear(plot);
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(Theme.GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlinesVisible(false);
        plot.setDomainAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        return new Rows(axis, unit, Theme.draw(plot, graphics, area), rows);
    }

    Rectangle2D area() {
        return area;
    }

    /** Returns the middle of a row. */
    double y(int row) {
        return area.getY() + area.getHeight() * (row + 0.5) / rows;
    }

    /** Returns where an energy lies, at most at the right end. */
    double x(double joules) {
        double value = Math.min(unit.of(joules), axis.getUpperBound());
        return axis.valueToJava2D(value, area, RectangleEdge.BOTTOM);
    }

    /** Draws a bar from one energy to another, and returns where it lies. */
    Rectangle2D bar(Graphics2D graphics, int row, double from, double to, double height, Color colour) {
        Rectangle2D bar = new Rectangle2D.Double(x(from), y(row) - height / 2, x(to) - x(from), height);
        graphics.setPaint(colour);
        graphics.fill(bar);
        return bar;
    }

    /** Hatches a bar, as a sign of what is estimated. */
    static void hatch(Graphics2D graphics, Rectangle2D bar) {
        graphics.setPaint(Color.WHITE);
        graphics.setStroke(new BasicStroke(1));
        for (double x = bar.getX() - bar.getHeight() + HATCH / 2; x < bar.getMaxX(); x += HATCH) {
            double left = Math.max(x, bar.getX());
            double right = Math.min(x + bar.getHeight(), bar.getMaxX());
            graphics.draw(new Line2D.Double(left, bar.getMaxY() - (left - x), right, bar.getMaxY() - (right - x)));
        }
    }

    /** Writes a group's name and a line below it, to the left of the rows. */
    void label(Graphics2D graphics, int row, Lineup.Member member, String below, double width) {
        Font font = member.baseline() ? Theme.TEXT.deriveFont(Font.BOLD) : Theme.TEXT;
        toTheLeft(graphics, member.label(), y(row) - 3, font, Theme.INK, width);
        toTheLeft(graphics, below, y(row) + 11, Theme.SMALL, Theme.FAINT_INK, width);
    }

    private void toTheLeft(Graphics2D graphics, String whole, double baseline, Font font, Color colour, double width) {
        double end = area.getX() - 10;
        String text = Theme.fitting(whole, width - 10, font);
        Sheet.text(graphics, text, end - Theme.width(text, font), baseline, font, colour);
    }
}
