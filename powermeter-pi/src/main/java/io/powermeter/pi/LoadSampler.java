package io.powermeter.pi;

import io.powermeter.estimate.LoadEnergy;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The energy of a board that measures nothing: a published model of its power, from the use of its CPUs. */
final class LoadSampler implements Sampler {
    private final LoadEnergy energy;
    private final ThrottleWatch throttling;
    private final List<String> notes;
    private final List<Channel> channels =
            List.of(Channel.of("pi/board", Component.BOARD, Quantity.ENERGY, Origin.ESTIMATED));

    LoadSampler(LoadEnergy energy, ThrottleWatch throttling, List<String> notes) {
        this.energy = energy;
        this.throttling = throttling;
        List<String> all = new ArrayList<>(notes);
        all.addAll(throttling.notes());
        this.notes = List.copyOf(all);
    }

    @Override
    public String name() {
        return PiProvider.NAME;
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public void sample(Reading reading) {
        try {
            reading.set(0, energy.joules());
        } catch (UnreadableException e) {
            // stays missing; the next reading tells the energy of the hole too
        }
        throttling.check(reading);
    }

    /** A model of ticks of 10 ms, good to tens of percent, is not worth more wakes of the CPU. */
    @Override
    public Duration shortestPeriod() {
        return Duration.ofMillis(250);
    }

    @Override
    public boolean isCheap() {
        return true;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        energy.close();
        throttling.close();
    }
}
