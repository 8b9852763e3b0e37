package io.powermeter.jetson;

import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.List;

/** Reads the power of all rails, one after the other: about a millisecond each, as the monitors are on a slow bus. */
final class JetsonSampler implements Sampler {
    static final String NAME = "jetson";

    private final RailGauge[] gauges;
    private final List<Channel> channels;
    private final Duration updateInterval;
    private final List<String> notes;

    JetsonSampler(List<RailGauge> gauges, List<Channel> channels, Duration updateInterval, List<String> notes) {
        this.gauges = gauges.toArray(new RailGauge[0]);
        this.channels = List.copyOf(channels);
        this.updateInterval = updateInterval;
        this.notes = List.copyOf(notes);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public void sample(Reading reading) {
        for (int i = 0; i < gauges.length; i++) {
            try {
                reading.set(i, gauges[i].watts());
            } catch (UnreadableException e) {
                // stays missing; the others go on
            }
        }
    }

    @Override
    public Duration shortestPeriod() {
        return updateInterval;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        for (RailGauge gauge : gauges) {
            gauge.close();
        }
    }
}
