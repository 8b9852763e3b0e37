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
 */
record Resolution(EnergyChannel channel, RunInfo.SamplerInfo sampler, long refreshNanos) {
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
        return new Resolution(channel, reader, Math.max(reader.refreshNanos(), seen));
    }

    /** Returns how far the edges of a stretch are from the readings nearest to them, both together. */
    long nanosToReadings(Window stretch) {
        return channel.joules().nanosToReading(stretch.fromNanos())
                + channel.joules().nanosToReading(stretch.toNanos());
    }

    /** Returns the mean power of a stretch and what lies so near to it that the two cannot be told apart, in watts. */
    double wattsAround(Window stretch) {
        long blur = refreshNanos + nanosToReadings(stretch);
        return channel.joules().knownRate(stretch.fromNanos() - blur, stretch.toNanos() + blur);
    }

    String shorterThanRefresh() {
        return "shorter than the refresh of " + sampler.name() + " (" + milliseconds(refreshNanos) + ")";
    }

    String shorterThanPeriod() {
        return "shorter than the time between readings of " + sampler.name() + " ("
                + milliseconds(sampler.periodNanos()) + ")";
    }

    private static String milliseconds(long nanos) {
        BigDecimal rounded = new BigDecimal(nanos).movePointLeft(6).round(DIGITS);
        return rounded.stripTrailingZeros().toPlainString() + " ms";
    }
}
