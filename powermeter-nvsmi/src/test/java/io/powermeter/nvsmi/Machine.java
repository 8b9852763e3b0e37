package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A machine with cards that are not there, and its samplers, which go by a clock that a test moves. */
final class Machine implements AutoCloseable {
    final StubNvml nvml;
    final FakeHost host;
    final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);

    private Sampler sampler;
    private Reading reading;

    Machine(Path folder, String... without) {
        nvml = StubNvml.in(folder.resolve("lib"), without);
        host = FakeHost.empty(folder).set(StubNvml.SETTING, nvml.library().toString());
        nvml.time(nanos.get());
    }

    /** Moves the clock of cards and sampler. */
    Machine pass(double seconds) {
        nvml.time(nanos.addAndGet((long) (seconds * 1e9)));
        return this;
    }

    /** Lets a process run, as far as files tell. */
    Machine run(long... pids) {
        for (long pid : pids) {
            host.put("/proc/" + pid, "<DIR>");
        }
        return this;
    }

    Detection detect() {
        return new NvidiaProvider(nanos::get).detect(host);
    }

    Detection.Absent absent() {
        Detection detection = detect();
        assertThat(detection).isInstanceOf(Detection.Absent.class);
        return (Detection.Absent) detection;
    }

    Sampler sampler() {
        if (sampler == null) {
            Detection detection = detect();
            assertThat(detection).isInstanceOf(Detection.Found.class);
            sampler = ((Detection.Found) detection).samplers().get(0);
            reading = new Reading(sampler.channels().size());
        }
        return sampler;
    }

    /** Takes a reading; {@link #value} and {@link #warning} are of the last one. */
    Machine read() {
        sampler();
        reading.clear();
        sampler.sample(reading);
        return this;
    }

    double value(String id) {
        return reading.get(index(id));
    }

    String warning() {
        return reading.warning();
    }

    List<String> ids() {
        return sampler().channels().stream().map(Channel::id).toList();
    }

    /** Returns for instance {@code nvml/gpu-0/power GPU POWER in nvml/gpu-0 mirrors nvml/gpu-0}. */
    List<String> describe() {
        return sampler().channels().stream().map(Machine::describe).toList();
    }

    private static String describe(Channel channel) {
        return channel.id() + " " + channel.component() + " " + channel.quantity()
                + (channel.partOf() == null ? "" : " in " + channel.partOf())
                + (channel.mirrorOf() == null ? "" : " mirrors " + channel.mirrorOf());
    }

    private int index(String id) {
        int index = ids().indexOf(id);
        assertThat(index).as("channel " + id).isNotNegative();
        return index;
    }

    @Override
    public void close() {
        if (sampler != null) {
            sampler.close();
        }
        nvml.close();
    }
}
