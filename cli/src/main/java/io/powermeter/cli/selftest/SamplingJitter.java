package io.powermeter.cli.selftest;

import io.powermeter.measurement.Channel;
import io.powermeter.meter.Clock;
import io.powermeter.meter.ReadingLog;
import io.powermeter.meter.SamplingLoops;
import io.powermeter.recording.Mark;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * How evenly the meter's loop reads on this machine: how far the time between two readings is from the period.
 *
 * @param period the time that should lie between two readings
 * @param readings how many were taken
 * @param missedTicks how many were not, because the one before ended too late
 * @param medianSeconds half of the distances from the period are shorter
 * @param p99Seconds one in a hundred is longer
 * @param maxSeconds the longest
 */
public record SamplingJitter(
        Duration period, int readings, long missedTicks, double medianSeconds, double p99Seconds, double maxSeconds) {
    /**
     * Runs a loop without a sensor.
     *
     * @param time how long
     * @param sleep waits so long
     */
    public static SamplingJitter measure(Duration period, Duration time, Consumer<Duration> sleep) {
        Instants instants = new Instants((int) (2 + time.toNanos() / period.toNanos()));
        Clock clock = Clock.system();
        SamplingLoops loops = new SamplingLoops(clock, clock.nanos());
        loops.add(new Nothing(), period.toNanos(), instants);
        loops.start();
        sleep.accept(time);
        loops.close();
        return of(period, instants.taken(), loops.missedTicks());
    }

    /** Computes it from the instants of readings, in nanoseconds; the first one or two have no distance. */
    static SamplingJitter of(Duration period, long[] instants, long missedTicks) {
        double[] distances = new double[Math.max(0, instants.length - 1)];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.abs(instants[i + 1] - instants[i] - period.toNanos()) / 1e9;
        }
        Arrays.sort(distances);
        return new SamplingJitter(
                period, instants.length, missedTicks, rank(distances, 0.5), rank(distances, 0.99), rank(distances, 1));
    }

    /** Returns the smallest value that the share is not above: the nearest-rank percentile. */
    private static double rank(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /** Keeps the instants of the readings; written by the loop's thread, read when that has ended. */
    private static final class Instants implements ReadingLog {
        private final long[] nanos;
        private int size;

        Instants(int most) {
            nanos = new long[most];
        }

        @Override
        public synchronized void row(long elapsedNanos, double[] values) {
            if (size < nanos.length) {
                nanos[size++] = elapsedNanos;
            }
        }

        @Override
        public void mark(Mark mark) {}

        synchronized long[] taken() {
            return Arrays.copyOf(nanos, size);
        }
    }

    /** A sensor that costs nothing. */
    private static final class Nothing implements Sampler {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public List<Channel> channels() {
            return List.of();
        }

        @Override
        public void sample(Reading reading) {}

        @Override
        public boolean isCheap() {
            return true;
        }

        @Override
        public void close() {}
    }
}
