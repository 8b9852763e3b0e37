package io.powermeter.rapl;

import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.util.List;

/** Reads all energy counters of a powercap tree, one small file each. */
final class RaplSampler implements Sampler {
    static final String NAME = "rapl";

    private final Counter[] counters;
    private final List<Channel> channels;
    private final List<String> notes;
    private final List<String> lacks;

    RaplSampler(List<Counter> counters, List<String> notes, List<String> lacks) {
        this.counters = counters.toArray(new Counter[0]);
        this.channels = counters.stream().map(Counter::channel).toList();
        this.notes = List.copyOf(notes);
        this.lacks = List.copyOf(lacks);
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
        for (int i = 0; i < counters.length; i++) {
            reading.set(i, counters[i].joules());
        }
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
    public List<String> lacks() {
        return lacks;
    }

    @Override
    public void close() {
        for (Counter counter : counters) {
            counter.close();
        }
    }
}
