package io.powermeter.reports.picture;

import io.powermeter.reports.words.Words;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.util.stream.DoubleStream;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleInsets;

/** How every picture looks: inks, fonts, axes and grid. */
public final class Theme {
    /** Every picture's width at 96 dots to the inch: 7.5 inches, the text width of a page. */
    public static final int WIDTH = 720;

    /** Of text and lines. */
    public static final Color INK = new Color(0x1F2328);
    /** Of what is beside the point. */
    public static final Color FAINT_INK = new Color(0x57606A);
    /** Of lines behind the drawing. */
    public static final Color GRID = new Color(0xE3E6EA);

    /** Of a picture's title. */
    public static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    /** Of axes and legends. */
    public static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    /** Of notes. */
    public static final Font SMALL = TEXT.deriveFont(11f);

    /** Text is measured alike for pixels and SVG, so that both have one layout. */
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    static {
        // Else the label that stands upright would be drawn as outlines, and be no text in an SVG.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    /** A number at the end of an axis reaches so far over it. */
    private static final double BLEED = 14;

    private Theme() {}

    /** Returns an axis without lines of its own. */
    public static NumberAxis axis(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setLabelFont(TEXT);
        axis.setLabelPaint(INK);
        axis.setTickLabelFont(TEXT);
        axis.setTickLabelPaint(FAINT_INK);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        return axis;
    }

    /** Sets the range of an axis, with the smallest step of 1, 2 or 5 times a power of ten that makes no more than so many ticks. */
    public static void range(NumberAxis axis, double from, double to, int mostTicks) {
        axis.setRange(from, to);
        double least = (to - from) / mostTicks;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double step = DoubleStream.of(1, 2, 5, 10)
                .map(factor -> factor * power)
                .filter(s -> s >= least)
                .findFirst()
                .orElse(10 * power);
        axis.setTickUnit(new NumberTickUnit(step, Words.axisNumbers()));
    }

    /** Takes away from a plot what tells nothing. */
    public static void clear(XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    }

    /** Draws a plot with its axes into {@code area}, and returns the rectangle between the axes. */
    static Rectangle2D draw(XYPlot plot, Graphics2D graphics, Rectangle2D area) {
        plot.setInsets(new RectangleInsets(0, BLEED, 0, BLEED));
        JFreeChart chart = new JFreeChart(null, TEXT, plot, false);
        chart.setBackgroundPaint(null);
        ChartRenderingInfo info = new ChartRenderingInfo();
        Rectangle2D wider =
                new Rectangle2D.Double(area.getX() - BLEED, area.getY(), area.getWidth() + 2 * BLEED, area.getHeight());
        chart.draw(graphics, wider, info);
        return info.getPlotInfo().getDataArea();
    }

    static double width(String text, Font font) {
        return font.getStringBounds(text, MEASURE).getWidth();
    }

    /** Returns a text whose middle is left out as far as needed to fit into so many pixels: its end often tells it from others. */
    static String fitting(String text, double width, Font font) {
        int length = Math.min(200, text.codePointCount(0, text.length()));
        String fitting = Words.cutMiddle(text, length);
        while (length > 1 && width(fitting, font) > width) {
            fitting = Words.cutMiddle(text, --length);
        }
        return fitting;
    }
}
