package io.powermeter.reports;

import io.powermeter.reports.picture.SvgFile;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.OutputStream;

/** Writes {@code power.svg}: the power chart as lines and text. */
final class PowerSvg {
    private PowerSvg() {}

    static void write(Summary summary, OutputStream out) throws IOException {
        PowerChart chart = new PowerChart(summary);
        SvgFile.write(
                "power",
                PowerChart.WIDTH,
                PowerChart.HEIGHT,
                chart.title(),
                graphics -> chart.draw(graphics, PowerChart.WIDTH),
                out);
    }
}
