package io.powermeter.summary;

import io.powermeter.measurement.Quantity;
import io.powermeter.recording.RunInfo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * How finely a channel tells time. What it told at an instant is as old as its sensor's refresh at most, and an instant
 * between two readings is known as well as it is near to one of them.
 *
 * @param channel which
 * @param sampler who reads it
 * @param refreshNanos the time after which its sensor has something new to tell
 * @param highestWatts the highest power in the run, as finely as that can be told
 */
record Resolution(EnergyChannel channel, RunInfo.SamplerInfo sampler, long refreshNanos, double highestWatts) {
    private static final MathContext DIGITS = new MathContext(3);

    /** Takes a counter that is seen to stand still for longer than its sampler says at its deeds. */
    static Resolution of(EnergyChannel channel, List<RunInfo.SamplerInfo> samplers) {
        RunInfo.SamplerInfo reader = samplers.stream()
                .filter(sampler -> sampler.channels().contains(channel.channel()))
                .findFirst()
                .orElseThrow();
        long seen = channel.channel().quantity() == Quantity.ENERGY
                ? channel.joules().usualStandstill()
                : 0;
        long refresh = Math.max(reader.refreshNanos(), seen);
        return new Resolution(
                channel, reader, refresh, highest(channel.joules(), Math.max(refresh, reader.periodNanos())));
    }

    private static double highest(Curve joules, long length) {
        int points = joules.points();
        return points == 0
                ? 0
                : Peak.watts(List.of(joules), new Window(joules.nanos(0), joules.nanos(points - 1)), length);
    }

    /** Returns how far the edges of a stretch are from the readings nearest to them, both together. */
    long nanosToReadings(Window stretch) {
        return channel.joules().nanosToReading(stretch.fromNanos())
                + channel.joules().nanosToReading(stretch.toNanos());
    }

    /** Returns what a sensor that is late by its refresh, or a reading after it, may bring into a stretch, or leave behind, in joules. */
    double lateJoules(Window stretch) {
        double watts = wattsAround(stretch);
        long near = refreshNanos + sampler.periodNanos();
        for (long edge : new long[] {stretch.fromNanos(), stretch.toNanos()}) {
            watts = Math.max(watts, channel.joules().knownRate(edge - near, edge));
            watts = Math.max(watts, channel.joules().knownRate(edge, edge + near));
        }
        return watts * refreshNanos / 1e9;
    }

    /**
     * Returns how far the edges may be off because power is taken to be even between readings, in joules: on the way to the
     * nearest reading the power may have been the run's highest, and no more can be on one side than was drawn on both.
     */
    double betweenJoules(Window stretch) {
        return betweenJoules(stretch.fromNanos()) + betweenJoules(stretch.toNanos());
    }

    private double betweenJoules(long edge) {
        double highest = highestWatts * channel.joules().nanosToReading(edge) / 1e9;
        return Math.min(highest, channel.joules().farther(edge));
    }

    /** Returns the mean power of a stretch and what lies so near to it that the two cannot be told apart, in watts. */
    double wattsAround(Window stretch) {
        long blur = refreshNanos + nanosToReadings(stretch);
        return channel.joules().knownRate(stretch.fromNanos() - blur, stretch.toNanos() + blur);
    }

    String tooFineForRefresh() {
        return "too short, or beside too large a change, for the refresh of " + sampler.name() + " ("
                + milliseconds(refreshNanos) + ")";
    }

    String tooFineForPeriod() {
        return "too short, or beside too large a change, for readings of " + sampler.name() + " "
                + milliseconds(sampler.periodNanos()) + " apart";
    }

    private static String milliseconds(long nanos) {
        BigDecimal rounded = new BigDecimal(nanos).movePointLeft(6).round(DIGITS);
        return rounded.stripTrailingZeros().toPlainString() + " ms";
    }
}
