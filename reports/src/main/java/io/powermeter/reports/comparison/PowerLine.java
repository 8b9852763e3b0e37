package io.powermeter.reports.comparison;

import io.powermeter.summary.Summary;
import io.powermeter.summary.Window;

/**
 * The machine's power over a stretch, coarse enough to keep of hundreds of runs.
 *
 * @param fromSeconds where it begins, since the start of the job
 * @param seconds its length
 * @param watts mean power in columns of equal length, NaN where it is not known
 */
public record PowerLine(double fromSeconds, double seconds, double[] watts) {
    private static final int COLUMNS = 240;

    static PowerLine of(Summary run, Window stretch) {
        double[] watts = new double[COLUMNS];
        double width = (stretch.toNanos() - stretch.fromNanos()) / (double) COLUMNS;
        for (int column = 0; column < COLUMNS; column++) {
            long from = stretch.fromNanos() + Math.round(column * width);
            long to = stretch.fromNanos() + Math.round((column + 1) * width);
            watts[column] = to > from ? run.watts(from, to) : Double.NaN;
        }
        return new PowerLine((stretch.fromNanos() - run.window().fromNanos()) / 1e9, stretch.seconds(), watts);
    }

    /** Returns the middle of a column, in seconds since the beginning of the stretch. */
    public double secondsAt(int column) {
        return (column + 0.5) * seconds / watts.length;
    }
}
