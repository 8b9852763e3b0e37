package io.powermeter.wattmeter;

import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.List;

/** Reads the sensors of all chips of one driver. */
final class HwmonSampler implements Sampler {
    private final String name;
    private final List<HwmonSensor> sensors;
    private final List<Channel> channels;
    private final Duration period;
    private final List<String> notes;

    HwmonSampler(String name, List<HwmonSensor> sensors, Duration period, List<String> notes) {
        this.name = name;
        this.sensors = List.copyOf(sensors);
        this.channels = sensors.stream().map(HwmonSensor::channel).toList();
        this.period = period;
        this.notes = List.copyOf(notes);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public void sample(Reading reading) {
        for (int i = 0; i < sensors.size(); i++) {
            try {
                reading.set(i, sensors.get(i).read());
            } catch (UnreadableException e) {
                reading.warn(name + ": " + e.getMessage());
            }
        }
    }

    @Override
    public Duration shortestPeriod() {
        return period;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        sensors.forEach(HwmonSensor::close);
    }
}
