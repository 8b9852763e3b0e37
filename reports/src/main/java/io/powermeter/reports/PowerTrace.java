package io.powermeter.reports;

import io.powermeter.summary.Curve;
import io.powermeter.summary.CurveCursor;
import io.powermeter.summary.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Power over time for drawing: several lines over the same instants, few enough to draw and with every peak kept.
 *
 * <p>Between two readings the power of a channel is the mean that its energy tells, so a line is a row of flat steps. Where
 * they are more than can be seen, the time is cut into columns, and of each line a column keeps its first, lowest, highest
 * and last power (M4: Jugel et al., VLDB 2014, doi:10.14778/2732951.2732953): the same picture at one column a pixel.
 */
final class PowerTrace {
    private static final int SLOTS = 4;

    /** A long trace is made in so many parts, by all processors; each has columns of its own. */
    private static final int PARTS = 16;

    private final double[] seconds;
    private final double[][] watts;

    private PowerTrace(double[] seconds, double[][] watts) {
        this.seconds = seconds;
        this.watts = watts;
    }

    /**
     * Returns the power of {@code lines}, each the sum of some curves of joules.
     *
     * @param lines the curves of each line; a line is not known where one of its curves is not
     * @param window the time to show
     * @param columns the number of columns that can be told apart; at most four times as many instants come out
     */
    static PowerTrace of(List<List<Curve>> lines, Window window, int columns) {
        Counting steps = new Counting(SLOTS * columns);
        walk(lines, window, steps);
        if (steps.count <= steps.enough) {
            Steps all = new Steps(steps.count, lines.size());
            walk(lines, window, all);
            return new PowerTrace(all.seconds, all.watts);
        }
        Columns few = new Columns(window, columns, lines.size());
        int part = (columns + PARTS - 1) / PARTS;
        IntStream.range(0, PARTS).parallel().forEach(i -> walk(lines, few.part(i * part, (i + 1) * part), few));
        return few.trace();
    }

    /** Returns the instants, in seconds since the run's start, ascending. */
    double[] seconds() {
        return seconds;
    }

    /** Returns the power of a line at each instant, in watts; NaN where it is not known. */
    double[] watts(int line) {
        return watts[line];
    }

    /** Returns the highest power of all lines, 0 if there is none. */
    double peak() {
        double peak = 0;
        for (double[] line : watts) {
            peak = Arrays.stream(line).filter(Double::isFinite).reduce(peak, Math::max);
        }
        return peak;
    }

    /** Gives {@code sink} every stretch of the window in which no curve has a reading, with the power of the lines. */
    private static void walk(List<List<Curve>> lines, Window window, Sink sink) {
        List<Curve> curves = lines.stream().flatMap(List::stream).distinct().toList();
        int[][] members = lines.stream()
                .map(line -> line.stream().mapToInt(curves::indexOf).toArray())
                .toArray(int[][]::new);
        CurveCursor[] cursors =
                curves.stream().map(curve -> curve.cursor(window.fromNanos())).toArray(CurveCursor[]::new);
        double[] rates = new double[curves.size()];
        double[] watts = new double[lines.size()];
        long at = window.fromNanos();
        boolean more = true;
        while (more && at < window.toNanos()) {
            long end = window.toNanos();
            for (int c = 0; c < rates.length; c++) {
                end = Math.min(end, cursors[c].goAfter(at));
                rates[c] = cursors[c].rate();
            }
            for (int line = 0; line < watts.length; line++) {
                watts[line] = members[line].length == 0 ? Double.NaN : 0;
                for (int c : members[line]) {
                    watts[line] += rates[c];
                }
            }
            more = sink.step(at, end, watts);
            at = end;
        }
    }

    private interface Sink {
        /** Takes a stretch and returns whether there is need of another. */
        boolean step(long fromNanos, long toNanos, double[] watts);
    }

    private static final class Counting implements Sink {
        private final int enough;
        private int count;

        Counting(int enough) {
            this.enough = enough;
        }

        @Override
        public boolean step(long fromNanos, long toNanos, double[] watts) {
            return ++count <= enough;
        }
    }

    /** Keeps every step, at its middle. */
    private static final class Steps implements Sink {
        private final double[] seconds;
        private final double[][] watts;
        private int size;

        Steps(int steps, int lines) {
            seconds = new double[steps];
            watts = new double[lines][steps];
        }

        @Override
        public boolean step(long fromNanos, long toNanos, double[] now) {
            seconds[size] = (fromNanos + (toNanos - fromNanos) / 2) / 1e9;
            for (int line = 0; line < now.length; line++) {
                watts[line][size] = now[line];
            }
            size++;
            return true;
        }
    }

    /** Keeps four numbers for each line and column: first, the two extremes in order of time, last. */
    private static final class Columns implements Sink {
        private final Window window;
        private final double width;
        private final double[][] watts;
        private final boolean[][] missing;
        private final boolean[][] highAfterLow;

        Columns(Window window, int columns, int lines) {
            this.window = window;
            width = (double) (window.toNanos() - window.fromNanos()) / columns;
            watts = new double[lines][SLOTS * columns];
            missing = new boolean[lines][columns];
            highAfterLow = new boolean[lines][columns];
            for (double[] line : watts) {
                Arrays.fill(line, Double.NaN);
            }
        }

        /** Returns the time of some columns. */
        Window part(int from, int to) {
            return new Window(edge(from), edge(to));
        }

        /** Returns the first instant of a column, or the window's end for what is behind the last one. */
        private long edge(int column) {
            if (column >= missing[0].length) {
                return window.toNanos();
            }
            long edge = window.fromNanos() + Math.max(0, (long) (column * width) - 1);
            while (column(edge) < column) {
                edge++;
            }
            return edge;
        }

        @Override
        public boolean step(long fromNanos, long toNanos, double[] now) {
            int last = column(toNanos - 1);
            for (int column = column(fromNanos); column <= last; column++) {
                for (int line = 0; line < now.length; line++) {
                    keep(line, column, now[line]);
                }
            }
            return true;
        }

        private int column(long nanos) {
            return (int) Math.min((nanos - window.fromNanos()) / width, missing[0].length - 1);
        }

        /** While the columns fill, their four slots are first, lowest, highest, last. */
        private void keep(int line, int column, double now) {
            double[] kept = watts[line];
            int first = SLOTS * column;
            if (Double.isNaN(now)) {
                missing[line][column] = true;
                return;
            }
            if (Double.isNaN(kept[first])) {
                Arrays.fill(kept, first, first + SLOTS, now);
                return;
            }
            if (now < kept[first + 1]) {
                kept[first + 1] = now;
                highAfterLow[line][column] = false;
            }
            if (now > kept[first + 2]) {
                kept[first + 2] = now;
                highAfterLow[line][column] = true;
            }
            kept[first + 3] = now;
        }

        PowerTrace trace() {
            double[] seconds = new double[watts[0].length];
            for (int i = 0; i < seconds.length; i++) {
                seconds[i] = (window.fromNanos() + (i + 0.5) * width / SLOTS) / 1e9;
            }
            for (int line = 0; line < watts.length; line++) {
                for (int column = 0; column < missing[line].length; column++) {
                    order(line, column);
                }
            }
            return new PowerTrace(seconds, watts);
        }

        private void order(int line, int column) {
            double[] kept = watts[line];
            int first = SLOTS * column;
            if (!highAfterLow[line][column]) {
                double low = kept[first + 1];
                kept[first + 1] = kept[first + 2];
                kept[first + 2] = low;
            }
            if (missing[line][column]) {
                kept[first + 3] = Double.NaN; // the line breaks here
            }
        }
    }
}
