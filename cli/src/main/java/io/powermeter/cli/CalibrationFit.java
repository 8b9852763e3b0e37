package io.powermeter.cli;

import io.powermeter.measurement.Component;
import io.powermeter.summary.Calibration;
import io.powermeter.summary.EnergyChannel;
import io.powermeter.summary.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Fits the wall's power to that of the sensors, by least squares over stretches of a run. */
final class CalibrationFit {
    /** A wattmeter's value is up to a second old: the longer a stretch, the less that counts. */
    private static final long SHORTEST_STRETCH_NANOS = 2_000_000_000L;

    private static final int PERIODS_IN_STRETCH = 4;

    private static final int FEWEST_STRETCHES = 10;

    /** A sensor that changes by less than this tells nothing of its factor. */
    private static final double LEAST_DEVIATION_WATTS = 1;

    private static final double LEAST_RELATIVE_DEVIATION = 0.02;

    /** Two sensors that go up and down together this much cannot be told apart. */
    private static final double HIGHEST_CORRELATION = 0.98;

    /** Power supplies lose 5 to 30 %; a factor far from that is no loss of a power supply. */
    private static final double LOWEST_FACTOR = 0.5;

    private static final double HIGHEST_FACTOR = 3;

    private static final double LEAST_COVERAGE = 0.99;

    private final List<EnergyChannel> wall;
    private final List<EnergyChannel> machine;
    private final List<EnergyChannel> gpus;
    private final List<double[]> rows = new ArrayList<>();

    /**
     * Cuts a run into stretches.
     *
     * @param totals of a run that had a wattmeter and other sensors, and in which the power changed
     */
    CalibrationFit(Totals totals) throws UsageException {
        wall = totals.counted();
        List<EnergyChannel> beside = totals.besideWall();
        if (beside.isEmpty()) {
            throw new UsageException("The run has no wattmeter beside other sensors. Record one that has both:"
                    + " powermeter run --wattmeter ... --baseline 60s -- JOB.");
        }
        machine = beside.stream()
                .filter(c -> c.channel().component() != Component.GPU)
                .toList();
        gpus = beside.stream()
                .filter(c -> c.channel().component() == Component.GPU)
                .toList();
        collect();
    }

    Calibration calibration() throws UsageException {
        if (rows.size() < FEWEST_STRETCHES) {
            throw new UsageException(String.format(
                    Locale.ROOT,
                    "Wattmeter and sensors were both read in only %d stretches of %.0f s; %d are needed. Record a longer run.",
                    rows.size(),
                    stretchNanos() / 1e9,
                    FEWEST_STRETCHES));
        }
        boolean machineTells = tells(0);
        boolean gpuTells = tells(1);
        if (!machineTells && !gpuTells) {
            throw new UsageException("The power hardly changed in this run, so that nothing can be fitted to it."
                    + " Record one with idle and load: powermeter run --wattmeter ... --baseline 60s -- JOB.");
        }
        double[] factors;
        if (machineTells && gpuTells && correlation() > HIGHEST_CORRELATION) {
            double both = slope(row -> row[0] + row[1], row -> row[2]);
            factors = new double[] {both, both};
        } else if (machineTells && gpuTells) {
            factors = slopes();
        } else if (machineTells) {
            factors = new double[] {slope(row -> row[0], row -> row[2] - row[1]), 1};
        } else {
            factors = new double[] {1, slope(row -> row[1], row -> row[2] - row[0])};
        }
        for (double factor : factors) {
            if (!(factor >= LOWEST_FACTOR && factor <= HIGHEST_FACTOR)) {
                throw new UsageException(String.format(
                        Locale.ROOT,
                        "The wall does not follow the sensors: %.2f W more at the wall for each watt more inside."
                                + " Does the wattmeter feed this machine, and nothing else?",
                        factor));
            }
        }
        return calibration(factors, machineTells && gpuTells ? 3 : 2);
    }

    private Calibration calibration(double[] factors, int parameters) {
        double base = mean(row -> row[2] - factors[0] * row[0] - factors[1] * row[1]);
        double squares = 0;
        for (double[] row : rows) {
            double left = row[2] - base - factors[0] * row[0] - factors[1] * row[1];
            squares += left * left;
        }
        return new Calibration(
                base,
                factors[0],
                factors[1],
                Math.sqrt(squares / (rows.size() - parameters)),
                rows.size(),
                Stream.concat(machine.stream(), gpus.stream())
                        .map(c -> c.channel().id())
                        .toList());
    }

    private long stretchNanos() {
        long period = wall.stream().mapToLong(EnergyChannel::periodNanos).max().orElse(0);
        return Math.max(SHORTEST_STRETCH_NANOS, PERIODS_IN_STRETCH * period);
    }

    private void collect() {
        List<EnergyChannel> all =
                Stream.of(wall, machine, gpus).flatMap(List::stream).toList();
        if (all.stream().anyMatch(c -> c.joules().points() < 2)) {
            return;
        }
        long from = all.stream().mapToLong(c -> c.joules().nanos(0)).max().orElse(0);
        long to = all.stream()
                .mapToLong(c -> c.joules().nanos(c.joules().points() - 1))
                .min()
                .orElse(0);
        long length = stretchNanos();
        for (long start = from; start + length <= to; start += length) {
            long end = start + length;
            long begin = start;
            if (all.stream().allMatch(c -> c.joules().coverage(begin, end) >= LEAST_COVERAGE)) {
                rows.add(new double[] {watts(machine, start, end), watts(gpus, start, end), watts(wall, start, end)});
            }
        }
    }

    private static double watts(List<EnergyChannel> channels, long from, long to) {
        return channels.stream().mapToDouble(c -> c.joules().rate(from, to)).sum();
    }

    private boolean tells(int column) {
        double mean = mean(row -> row[column]);
        double deviation = Math.sqrt(mean(row -> (row[column] - mean) * (row[column] - mean)));
        return deviation >= Math.max(LEAST_DEVIATION_WATTS, LEAST_RELATIVE_DEVIATION * mean);
    }

    private double correlation() {
        return covariance(row -> row[0], row -> row[1])
                / Math.sqrt(covariance(row -> row[0], row -> row[0]) * covariance(row -> row[1], row -> row[1]));
    }

    private double slope(Column x, Column y) {
        return covariance(x, y) / covariance(x, x);
    }

    /** The two slopes of a plane, by Cramer's rule. */
    private double[] slopes() {
        double aa = covariance(row -> row[0], row -> row[0]);
        double bb = covariance(row -> row[1], row -> row[1]);
        double ab = covariance(row -> row[0], row -> row[1]);
        double ay = covariance(row -> row[0], row -> row[2]);
        double by = covariance(row -> row[1], row -> row[2]);
        double determinant = aa * bb - ab * ab;
        return new double[] {(ay * bb - by * ab) / determinant, (by * aa - ay * ab) / determinant};
    }

    private double covariance(Column x, Column y) {
        double meanX = mean(x);
        double meanY = mean(y);
        return mean(row -> (x.of(row) - meanX) * (y.of(row) - meanY));
    }

    private double mean(Column column) {
        return rows.stream().mapToDouble(column::of).average().orElse(Double.NaN);
    }

    /** A figure of a stretch: watts of machine, GPUs and wall. */
    private interface Column {
        double of(double[] row);
    }
}
