package io.powermeter.wattmeter;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Quantity;
import io.powermeter.meter.Clock;
import io.powermeter.sampler.Reading;
import java.util.ArrayList;
import java.util.List;

/** Asks a meter for each reading, and waits for the answer. After failures it is left alone for a growing while. */
final class PolledSampler extends MeterSampler {
    private static final long FIRST_PAUSE_NANOS = 500_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 4_000_000_000L;

    private final Source source;
    private final Clock clock;
    private long pauseNanos;
    private long askAgainNanos = Long.MIN_VALUE;

    private PolledSampler(MeterLine line, List<Channel> channels, Source source, Clock clock) {
        super(line, channels);
        this.source = source;
        this.clock = clock;
    }

    /**
     * Asks a meter for the first time; twice, if need be: a plug on a wireless network may sleep.
     *
     * @param cross whether the meter's counter is fine enough to be held against its power
     */
    static PolledSampler open(MeterLine line, Source source, boolean cross, Clock clock) throws MeterException {
        PlugReading first;
        try {
            first = source.read();
        } catch (MeterException e) {
            if (e.isLasting()) {
                throw e;
            }
            first = source.read();
        }
        return new PolledSampler(line, channels(line.power(), first, cross), source, clock);
    }

    /**
     * The power is what counts: counters of plugs move in steps of 3.6 J to 3600 J, some of them once a minute, and many runs
     * are shorter.
     */
    private static List<Channel> channels(Channel power, PlugReading first, boolean cross) {
        List<Channel> channels = new ArrayList<>(List.of(power));
        if (!Double.isNaN(first.joules())) {
            Channel energy = Channel.of(
                            power.id().replaceAll("/.*", "/energy"), power.component(), Quantity.ENERGY, power.origin())
                    .partOf(power.id());
            channels.add(cross ? energy.mirrorOf(power.id()) : energy);
        }
        return channels;
    }

    @Override
    void read(Reading reading) {
        if (clock.nanos() < askAgainNanos) {
            return;
        }
        try {
            PlugReading told = source.read();
            reading.set(0, told.watts());
            if (reading.size() > 1) {
                reading.set(1, told.joules());
            }
            pauseNanos = 0;
        } catch (MeterException e) {
            warn(reading, e);
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, Math.max(FIRST_PAUSE_NANOS, 2 * pauseNanos));
            askAgainNanos = e.isLasting() ? Long.MAX_VALUE : clock.nanos() + pauseNanos;
        }
    }

    @Override
    public void close() {
        // every question is a connection that ended with its answer
    }

    /** One meter that can be asked. */
    @FunctionalInterface
    interface Source {
        PlugReading read() throws MeterException;
    }
}
