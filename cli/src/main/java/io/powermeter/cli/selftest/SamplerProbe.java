package io.powermeter.cli.selftest;

import com.sun.management.ThreadMXBean;
import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads one sampler for a while: one whose readings take microseconds without a pause, another one hundred times a second. */
final class SamplerProbe {
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** A sensor that tells once a second needs so long for three changes. */
    private static final long LONGER_IF_SLOW = 3;

    private static final int MOST_CHANGES = 100_000;

    private final Sampler sampler;
    private final LongSupplier nanoClock;
    private final Consumer<Duration> sleep;
    private final Reading reading;
    private final int channel;
    private final long[] changed = new long[MOST_CHANGES];
    private int changes;
    private int readings;
    private long readNanos;
    private double last = Double.NaN;
    private long lastInstant = Reading.NOW;
    private @Nullable String failure;

    SamplerProbe(Sampler sampler, LongSupplier nanoClock, Consumer<Duration> sleep) {
        this.sampler = sampler;
        this.nanoClock = nanoClock;
        this.sleep = sleep;
        this.reading = new Reading(sampler.channels().size());
        List<Channel> channels = sampler.channels();
        this.channel = channels.stream()
                .filter(Channel::tellsEnergy)
                .findFirst()
                .map(channels::indexOf)
                .orElse(0);
    }

    /** Reads for {@code time}; the first tenth of it warms up and does not count. */
    SamplerCost measure(Duration time) {
        long nanos = time.toNanos() * (sampler.isCheap() ? 1 : LONGER_IF_SLOW);
        readFor(nanos / 10);
        readings = 0;
        readNanos = 0;
        changes = 0;
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytesBefore = thread.getCurrentThreadAllocatedBytes();
        long cpuBefore = thread.getCurrentThreadCpuTime();
        readFor(nanos);
        long cpu = thread.getCurrentThreadCpuTime() - cpuBefore;
        long bytes = thread.getCurrentThreadAllocatedBytes() - bytesBefore;
        if (failure == null && Double.isNaN(last)) {
            failure = "told nothing";
        }
        return new SamplerCost(
                sampler.name(),
                readings,
                readNanos / 1e9 / readings,
                cpuBefore < 0 ? Double.NaN : cpu / 1e9 / readings,
                bytesBefore < 0 ? Double.NaN : (double) bytes / readings,
                changes,
                refreshSeconds(),
                Optional.ofNullable(failure));
    }

    private void readFor(long nanos) {
        long end = nanoClock.getAsLong() + nanos;
        do {
            read();
            if (!sampler.isCheap()) {
                sleep.accept(PAUSE);
            }
        } while (nanoClock.getAsLong() - end < 0);
    }

    private void read() {
        reading.clear();
        long before = nanoClock.getAsLong();
        try {
            sampler.sample(reading);
        } catch (RuntimeException | LinkageError e) { // a native library may turn out to lack a function
            failure = "failed while reading (" + e + ")";
        }
        long after = nanoClock.getAsLong();
        readings++;
        readNanos += after - before;
        if (reading.warning() != null) {
            failure = reading.warning();
        }
        if (!reading.isNothingNew() && reading.has(channel)) {
            note(after);
        }
    }

    private void note(long now) {
        double value = reading.get(channel);
        boolean toldAnew = reading.instant() != Reading.NOW && reading.instant() != lastInstant;
        if ((value != last || toldAnew) && changes < MOST_CHANGES) {
            changed[changes++] = now;
        }
        last = value;
        lastInstant = reading.instant();
    }

    private double refreshSeconds() {
        if (changes < 2) {
            return Double.NaN;
        }
        long[] times = new long[changes - 1];
        for (int i = 0; i < times.length; i++) {
            times[i] = changed[i + 1] - changed[i];
        }
        Arrays.sort(times);
        return times[times.length / 2] / 1e9;
    }
}
