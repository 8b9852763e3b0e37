package io.powermeter.aipowermeter;

import io.powermeter.measurement.Component;
import io.powermeter.summary.Summary;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes {@code omegawatt.csv}, the readings of wattmeters. AIPowerMeter knows no segments here, so where nothing is known the
 * power is 0 from a microsecond after the last reading on: its trapezoid would paint over the hole otherwise. The first line is
 * skipped when it is read, and the last one dropped.
 */
final class WattmeterFile {
    private WattmeterFile() {}

    /** Writes the file, if a wattmeter told anything. */
    static void write(Path file, Summary summary) throws IOException {
        List<Domain> walls = Domain.each(summary, Component.WALL);
        if (walls.isEmpty()) {
            return;
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("written by powermeter\n");
            out.write(IntStream.rangeClosed(1, walls.size())
                    .mapToObj(channel -> ",#activepow" + channel)
                    .collect(Collectors.joining("", "#timestamp,#frame_is_ok", "\n")));
            long last = Long.MIN_VALUE;
            for (Interval interval : Interval.of(summary.recording(), summary.window(), walls)) {
                double[] watts = walls.stream()
                        .mapToDouble(wall -> wall.watts(interval.fromNanos(), interval.toNanos()))
                        .map(value -> Double.isNaN(value) ? 0 : value)
                        .toArray();
                long from = Dates.micros(interval.wall(interval.fromNanos()));
                if (last != Long.MIN_VALUE && from > last + 2) {
                    row(out, last + 1, new double[watts.length]);
                    row(out, from - 1, new double[watts.length]);
                }
                row(out, from, watts);
                last = Dates.micros(interval.wall(interval.toNanos()));
                row(out, last, watts);
            }
            row(out, last, new double[walls.size()]);
        }
    }

    private static void row(BufferedWriter out, long micros, double[] watts) throws IOException {
        out.write(String.format(Locale.ROOT, "%d.%06d,true", micros / 1_000_000, micros % 1_000_000));
        for (double value : watts) {
            out.write(String.format(Locale.ROOT, ",%.6f", value));
        }
        out.write('\n');
    }
}
