package io.powermeter.reports;

import io.powermeter.reports.picture.PngFile;
import io.powermeter.summary.Summary;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;

/** Writes {@code power.png}: the power chart in pixels. */
final class PowerPng {
    private static final double CHART_DOTS_PER_INCH = 96;

    private PowerPng() {}

    static void write(Summary summary, int dotsPerInch, OutputStream out) throws IOException {
        double scale = dotsPerInch / CHART_DOTS_PER_INCH;
        BufferedImage image = new BufferedImage(
                (int) Math.round(PowerChart.WIDTH * scale),
                (int) Math.round(PowerChart.HEIGHT * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(scale, scale);
            new PowerChart(summary).draw(graphics, image.getWidth());
        } finally {
            graphics.dispose();
        }
        PngFile.write(image, dotsPerInch, out);
    }
}
