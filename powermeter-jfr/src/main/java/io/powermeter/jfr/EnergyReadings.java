package io.powermeter.jfr;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.RunInfo;
import java.util.Arrays;
import java.util.List;

/** The readings of one sampler, of which each becomes an event for what was drawn since the one before. */
final class EnergyReadings {
    /** A gauge is not known over a longer hole, as in the summary. */
    private static final long LONGEST_HOLE_PERIODS = 3;

    private static final double NANOS_PER_SECOND = 1e9;

    private final RunInfo.SamplerInfo sampler;
    private final double[] last;
    private final long[] lastNanos;

    EnergyReadings(RunInfo.SamplerInfo sampler) {
        this.sampler = sampler;
        this.last = new double[sampler.channels().size()];
        this.lastNanos = new long[last.length];
        forget();
    }

    synchronized void tell(long elapsedNanos, double[] values) {
        if (!new EnergyEvent().isEnabled()) {
            forget();
            return;
        }
        List<Channel> channels = sampler.channels();
        for (int c = 0; c < values.length; c++) {
            if (channels.get(c).tellsEnergy() && !Double.isNaN(values[c])) {
                tell(channels.get(c), joules(c, elapsedNanos, values[c]), elapsedNanos - lastNanos[c]);
                last[c] = values[c];
                lastNanos[c] = elapsedNanos;
            }
        }
    }

    /** Returns what was drawn since the last reading, in joules; NaN if it is not known. */
    private double joules(int channel, long elapsedNanos, double value) {
        if (sampler.channels().get(channel).quantity() == Quantity.ENERGY) {
            return value - last[channel];
        }
        long nanos = elapsedNanos - lastNanos[channel];
        boolean hole = nanos > LONGEST_HOLE_PERIODS * sampler.periodNanos();
        return hole ? Double.NaN : (last[channel] + value) / 2 * nanos / NANOS_PER_SECOND;
    }

    private static void tell(Channel channel, double joules, long nanos) {
        if (!Double.isNaN(joules) && nanos > 0) {
            EnergyEvent event = new EnergyEvent();
            event.channel = channel.id();
            event.partOf = channel.partOf();
            event.component = channel.component().label();
            event.origin = channel.origin().name();
            event.joules = joules;
            event.watts = joules / (nanos / NANOS_PER_SECOND);
            event.interval = nanos;
            event.commit();
        }
    }

    /** The energy of a channel up to its next reading is not known. */
    synchronized void forget(String channel) {
        for (int c = 0; c < last.length; c++) {
            if (sampler.channels().get(c).id().equals(channel)) {
                last[c] = Double.NaN;
            }
        }
    }

    private void forget() {
        Arrays.fill(last, Double.NaN);
    }
}
