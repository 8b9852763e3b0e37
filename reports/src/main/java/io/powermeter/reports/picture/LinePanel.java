package io.powermeter.reports.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Lines of groups between two axes, with markers here and there that tell them apart. */
final class LinePanel {
    /** So many get a marker each; of more points only some, by the length of their line. */
    private static final int FEW_POINTS = 20;

    private static final int MOST_MARKERS = 5;
    private static final int TICK_WIDTH = 55;

    private final NumberAxis across;
    private final NumberAxis up;
    private final List<Line> lines = new ArrayList<>();

    private record Line(GroupStyle style, boolean thick, XYSeries points) {}

    LinePanel(NumberAxis across, NumberAxis up) {
        this.across = across;
        this.up = up;
    }

    /**
     * Adds a line over those before.
     *
     * @param thick whether it is the one to look at; only such lines have markers and dashes
     */
    void add(GroupStyle style, boolean thick, double[] x, double[] y) {
        XYSeries points = new XYSeries(lines.size(), false, true);
        for (int i = 0; i < x.length; i++) {
            points.add(x[i], Double.isNaN(y[i]) ? null : (Number) y[i], false);
        }
        lines.add(new Line(style, thick, points));
    }

    /**
     * Draws it.
     *
     * @param title above it, empty for none
     */
    void draw(Graphics2D graphics, String title, Rectangle2D area) {
        XYSeriesCollection all = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new Markers();
        lines.forEach(line -> {
            int series = all.getSeriesCount();
            all.addSeries(line.points);
            renderer.setSeriesPaint(series, line.thick ? line.style.colour() : pale(line.style.colour()));
            renderer.setSeriesStroke(series, line.thick ? line.style.stroke(1.7f) : new BasicStroke(0.8f));
            renderer.setSeriesShape(series, line.style.marker());
        });
        XYPlot plot = new XYPlot(all, across, up, renderer);
        Theme.clear(plot);
        AxisSpace left = new AxisSpace();
        left.add(TICK_WIDTH, RectangleEdge.LEFT);
        plot.setFixedRangeAxisSpace(left);
        double head = title.isEmpty() ? 0 : 18;
        Rectangle2D inside = Theme.draw(
                plot,
                graphics,
                new Rectangle2D.Double(area.getX(), area.getY() + head, area.getWidth(), area.getHeight() - head));
        Font bold = Theme.TEXT.deriveFont(Font.BOLD);
        String fitting = Theme.fitting(title, inside.getWidth(), bold);
        Sheet.text(graphics, fitting, inside.getX(), area.getY() + 12, bold, Theme.INK);
    }

    private static Color pale(Color colour) {
        return new Color((colour.getRed() + 255) / 2, (colour.getGreen() + 255) / 2, (colour.getBlue() + 255) / 2);
    }

    /** Not all points get one, and lines with as many points get theirs at others. */
    private final class Markers extends XYLineAndShapeRenderer {
        private static final long serialVersionUID = 1;

        Markers() {
            super(true, true);
            setAutoPopulateSeriesStroke(false);
            setUseOutlinePaint(true);
            setDefaultOutlinePaint(Color.WHITE);
            setDefaultOutlineStroke(new BasicStroke(0.8f));
            setDrawSeriesLineAsPath(true); // else each piece begins its dashes anew
        }

        @Override
        public boolean getItemShapeVisible(int series, int item) {
            Line line = lines.get(series);
            int points = line.points.getItemCount();
            if (points <= FEW_POINTS || !line.thick) {
                return line.thick;
            }
            double share = (line.points.getMaxX() - line.points.getMinX())
                    / across.getRange().getLength();
            int step = Math.max(1, (int) (points / Math.max(1, share * MOST_MARKERS)));
            return item % step == step * (series % 3 + 1) / 4;
        }
    }
}
