package io.powermeter.reports.picture;

import io.powermeter.reports.comparison.Comparison;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A picture of a comparison. */
public final class Picture {
    private static final double DOTS_PER_INCH = 96;

    private static final Map<RenderingHints.Key, Object> HINTS = Map.of(
            RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
            RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON,
            RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON,
            RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);

    private final String name;
    private final Drawing drawing;

    private Picture(String name, Drawing drawing) {
        this.name = name;
        this.drawing = drawing;
    }

    /**
     * Returns the pictures that have something to show, in this order.
     *
     * <ul>
     *   <li>{@code energy}: a bar for each group with its 95 % interval, its runs and its verdict
     *   <li>{@code pareto}: energy against quality, and the front that no group beats in both
     *   <li>{@code learning}: quality over energy, and over time
     *   <li>{@code power}: power in each phase, from its beginning
     *   <li>{@code parts}: energy by component and by phase
     * </ul>
     */
    public static List<Picture> of(Comparison comparison) {
        Lineup lineup = new Lineup(comparison);
        Map<String, Drawing> all = new LinkedHashMap<>();
        all.put("energy", new EnergyBars(lineup));
        all.put("pareto", new ParetoFront(lineup));
        all.put("learning", new LearningCurves(lineup));
        all.put("power", new PhasePower(lineup));
        all.put("parts", new EnergyParts(lineup));
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().isKnown())
                .map(entry -> new Picture(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns what its file is called, without ending. */
    public String name() {
        return name;
    }

    /** Returns what it shows. */
    public String title() {
        return drawing.sheet().title();
    }

    /** Returns how to read it. */
    public String caption() {
        return drawing.sheet().caption();
    }

    /** Returns its width at 96 dots to the inch. */
    public int width() {
        return Theme.WIDTH;
    }

    /** Returns its height at 96 dots to the inch. */
    public int height() {
        return drawing.sheet().height(drawing.height());
    }

    /** Draws it into the rectangle from 0, 0 to its width and height. */
    public void draw(Graphics2D graphics) {
        graphics.addRenderingHints(HINTS);
        drawing.sheet().draw(graphics, drawing.height());
        drawing.draw(graphics, drawing.sheet().top());
    }

    /** Writes it as pixels. */
    public void writePng(int dotsPerInch, OutputStream out) throws IOException {
        double scale = dotsPerInch / DOTS_PER_INCH;
        BufferedImage image = new BufferedImage(
                (int) Math.round(width() * scale), (int) Math.round(height() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setPaint(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight()); // the drawing may end within the last pixel
            graphics.scale(scale, scale);
            draw(graphics);
        } finally {
            graphics.dispose();
        }
        PngFile.write(image, dotsPerInch, out);
    }

    /** Writes it as lines and text. */
    public void writeSvg(OutputStream out) throws IOException {
        SvgFile.write(name, width(), height(), title(), this::draw, out);
    }
}
