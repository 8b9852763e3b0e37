package io.powermeter.reports;

import io.powermeter.measurement.Component;
import io.powermeter.reports.picture.AxisUnit;
import io.powermeter.reports.picture.Palette;
import io.powermeter.reports.picture.Theme;
import io.powermeter.reports.words.Figures;
import io.powermeter.reports.words.Words;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Curve;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Window;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws the machine's power over time, its components, and the phases as bands behind them. */
final class PowerChart {
    /** The picture's size at 96 dots to the inch: 7.5 x 3.75 inches, the text width of a page. */
    static final int WIDTH = Theme.WIDTH;

    static final int HEIGHT = 360;

    private static final int LONGEST_TITLE = 70;
    private static final int MOST_TIME_TICKS = 10;
    private static final int MOST_POWER_TICKS = 6;

    private final Summary summary;
    private final Knowledge known;
    private final Window shown;
    private final AxisUnit unit;
    private final List<String> names = new ArrayList<>();
    private final List<Color> colours = new ArrayList<>();
    private final List<List<Curve>> lines = new ArrayList<>();

    PowerChart(Summary summary) {
        this.summary = summary;
        this.known = new Knowledge(summary);
        this.shown = new Window(0, summary.recording().lastNanos());
        this.unit = AxisUnit.seconds(shown.seconds());
        lines();
    }

    /**
     * Draws it into the rectangle from 0, 0 of {@value #WIDTH} to {@value #HEIGHT}.
     *
     * @param columns how many instants can be told apart over the width
     */
    void draw(Graphics2D graphics, int columns) {
        chart(columns).draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    }

    /** One line for each component if there are several or a wattmeter tells of them all, and one for the machine. */
    private void lines() {
        List<Curve> machine = summary.channels().stream()
                .filter(ChannelEnergy::counted)
                .map(this::curve)
                .toList();
        Map<Component, List<Curve>> components = new EnumMap<>(Component.class);
        for (ChannelEnergy channel : summary.parts()) {
            components
                    .computeIfAbsent(channel.channel().component(), c -> new ArrayList<>())
                    .add(curve(channel));
        }
        if (components.size() > 1 || !summary.besideWall().isEmpty()) {
            components.forEach((component, curves) -> line(Words.of(component), Palette.of(component), curves));
            line(summary.besideWall().isEmpty() ? "Machine" : "Wall", Theme.INK, machine);
        } else {
            components.forEach((component, curves) -> line(Words.of(component), Theme.INK, curves));
        }
    }

    private Curve curve(ChannelEnergy channel) {
        return summary.curve(channel.channel().id()).orElseThrow();
    }

    private void line(String name, Color colour, List<Curve> curves) {
        names.add(name);
        colours.add(colour);
        lines.add(curves);
    }

    private JFreeChart chart(int columns) {
        PowerTrace trace = PowerTrace.of(lines, shown, columns);
        List<PhaseBand> phases = PhaseBand.of(summary.phaseSpans(), (shown.toNanos() - shown.fromNanos()) / columns);
        PhaseBands bands = new PhaseBands(phases, this::time, Theme.SMALL);
        XYPlot plot = new XYPlot(series(trace), timeAxis(), powerAxis(trace.peak(), bands), renderer());
        Theme.clear(plot);
        plot.setNoDataMessage("No power was recorded");
        plot.setNoDataMessageFont(Theme.TEXT);
        plot.setNoDataMessagePaint(Theme.FAINT_INK);
        plot.getRenderer().addAnnotation(bands, Layer.BACKGROUND);
        JFreeChart chart = new JFreeChart(null, Theme.TEXT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(10, 10, 8, 18));
        chart.addSubtitle(left(title(), Theme.TITLE, Theme.INK));
        chart.addSubtitle(left(subtitle(), Theme.TEXT, Theme.FAINT_INK));
        if (lines.size() > 1) {
            chart.addLegend(legend(plot));
        }
        return chart;
    }

    private XYSeriesCollection series(PowerTrace trace) {
        XYSeriesCollection all = new XYSeriesCollection();
        double[] seconds = trace.seconds();
        for (int line = 0; line < names.size(); line++) {
            XYSeries series = new XYSeries(names.get(line), false, true);
            double[] watts = trace.watts(line);
            for (int i = 0; i < seconds.length; i++) {
                series.add(time(seconds[i]), Double.isNaN(watts[i]) ? null : (Number) watts[i], false);
            }
            all.addSeries(series);
        }
        return all;
    }

    private double time(double seconds) {
        return unit.of(seconds - summary.window().fromNanos() / 1e9);
    }

    private NumberAxis timeAxis() {
        NumberAxis axis = axis("Time since the start of the job (" + unit.symbol() + ")");
        double from = time(shown.fromNanos() / 1e9);
        Theme.range(axis, from, Math.max(time(shown.toNanos() / 1e9), from + 1e-9), MOST_TIME_TICKS);
        return axis;
    }

    private NumberAxis powerAxis(double peak, PhaseBands bands) {
        NumberAxis axis = axis("Power (W)");
        double top = peak > 0 ? peak * 1.05 : 1;
        Theme.range(axis, 0, top / (1 - bands.shareOfHeight()), MOST_POWER_TICKS);
        return axis;
    }

    private NumberAxis axis(String label) {
        NumberAxis axis = Theme.axis(label);
        axis.setTickLabelsVisible(known.energy());
        return axis;
    }

    private XYLineAndShapeRenderer renderer() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setAutoPopulateSeriesStroke(false);
        renderer.setDefaultStroke(new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int line = 0; line < colours.size(); line++) {
            renderer.setSeriesPaint(line, colours.get(line));
        }
        return renderer;
    }

    private static LegendTitle legend(XYPlot plot) {
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setFrame(BlockBorder.NONE);
        legend.setItemFont(Theme.TEXT);
        legend.setItemPaint(Theme.INK);
        legend.setMargin(new RectangleInsets(0, 2, 0, 0));
        return legend;
    }

    private static TextTitle left(String text, Font font, Color colour) {
        TextTitle title = new TextTitle(text, font);
        title.setPaint(colour);
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setTextAlignment(HorizontalAlignment.LEFT);
        title.setMargin(new RectangleInsets(0, 4, 3, 0));
        title.setExpandToFitSpace(true);
        return title;
    }

    /** Returns the name of the run. */
    String title() {
        return Words.cut(Words.oneLine(summary.recording().info().name()), LONGEST_TITLE);
    }

    private String subtitle() {
        String time = Figures.seconds(summary.window().seconds());
        if (!known.energy()) {
            return "The energy of this run is not known (" + time + ")";
        }
        return Figures.joules(summary.energy().joules()) + " "
                + Words.of(summary.energy().origin()) + " in " + time
                + ", mean " + Figures.watts(summary.energy().meanWatts()) + ", peak "
                + Figures.watts(summary.peakWatts());
    }
}
