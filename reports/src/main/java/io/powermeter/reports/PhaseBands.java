package io.powermeter.reports;

import io.powermeter.reports.picture.Theme;
import io.powermeter.reports.words.Words;
import io.powermeter.summary.Summary;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/**
 * The phases of a run over a power chart: one lane of named bars for each depth of nesting above the lines, and the
 * outermost phases as a light shade behind them.
 */
final class PhaseBands extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1;

    /** Deeper phases are not drawn. */
    private static final int MOST_LANES = 3;

    private static final double LANE_SHARE = 0.075;

    /** Narrower bars have no room for a name. */
    private static final double NARROWEST_NAME = 10;

    /** Tints of the palette in turn, opaque enough for print. */
    private static final Color[] TINTS = {
        new Color(0x56, 0xB4, 0xE9, 0x60),
        new Color(0xE6, 0x9F, 0x00, 0x58),
        new Color(0x00, 0x9E, 0x73, 0x50),
        new Color(0xCC, 0x79, 0xA7, 0x58)
    };

    /** Also of bars that stand for several phases. */
    private static final Color BASELINE_TINT = new Color(0x8C, 0x95, 0x9F, 0x50);

    private static final int SHADE_ALPHA = 0x16;

    private final transient List<PhaseBand> bands;
    private final transient Map<String, Color> tints = new HashMap<>();
    private final transient DoubleUnaryOperator time;
    private final transient Font font;
    private final int lanes;

    /**
     * Prepares the bands.
     *
     * @param bands the phases
     * @param time from seconds since the run's start to the chart's time axis
     * @param font of the names
     */
    PhaseBands(List<PhaseBand> bands, DoubleUnaryOperator time, Font font) {
        this.bands = bands;
        for (PhaseBand band : bands) {
            if (!band.name().equals(Summary.BASELINE_PHASE) && !band.name().isEmpty()) {
                tints.putIfAbsent(band.name(), TINTS[tints.size() % TINTS.length]);
            }
        }
        this.time = time;
        this.font = font;
        this.lanes = Math.min(
                MOST_LANES,
                bands.stream().mapToInt(band -> band.depth() + 1).max().orElse(0));
    }

    /** Returns the part of the plot's height, from the top, that the lanes take. */
    double shareOfHeight() {
        return lanes * LANE_SHARE;
    }

    @Override
    public void draw(
            Graphics2D graphics,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis domain,
            ValueAxis range,
            int rendererIndex,
            PlotRenderingInfo info) {
        double laneHeight = area.getHeight() * LANE_SHARE;
        graphics.setFont(font);
        for (PhaseBand band : bands) {
            if (band.depth() < lanes) {
                double from = x(band.window().fromNanos(), plot, area, domain);
                double to = x(band.window().toNanos(), plot, area, domain);
                Color tint = tints.getOrDefault(band.name(), BASELINE_TINT);
                if (band.depth() == 0) {
                    graphics.setPaint(new Color(tint.getRed(), tint.getGreen(), tint.getBlue(), SHADE_ALPHA));
                    graphics.fill(new Rectangle2D.Double(from, area.getY(), to - from, area.getHeight()));
                }
                bar(
                        graphics,
                        band.label(),
                        tint,
                        new Rectangle2D.Double(
                                from, area.getY() + band.depth() * laneHeight, to - from, laneHeight - 1.5));
            }
        }
    }

    private double x(long nanos, XYPlot plot, Rectangle2D area, ValueAxis domain) {
        return domain.valueToJava2D(time.applyAsDouble(nanos / 1e9), area, plot.getDomainAxisEdge());
    }

    private void bar(Graphics2D graphics, String name, Color tint, Rectangle2D bar) {
        double gap = bar.getWidth() > 3 ? 0.75 : 0;
        graphics.setPaint(tint);
        graphics.fill(new Rectangle2D.Double(bar.getX() + gap, bar.getY(), bar.getWidth() - 2 * gap, bar.getHeight()));
        FontMetrics metrics = graphics.getFontMetrics();
        String label = fitting(Words.oneLine(name), bar.getWidth() - 8, metrics);
        graphics.setPaint(Theme.INK);
        graphics.drawString(label, (float) bar.getX() + 4, (float)
                (bar.getCenterY() + (metrics.getAscent() - metrics.getDescent()) / 2.0));
    }

    private static String fitting(String name, double width, FontMetrics metrics) {
        if (width < NARROWEST_NAME) {
            return "";
        }
        for (int length = Math.min(60, name.codePointCount(0, name.length())); length >= 2; length--) {
            String label = Words.cut(name, length);
            if (metrics.stringWidth(label) <= width) {
                return label;
            }
        }
        return "";
    }
}
