package io.powermeter.tdp;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.estimate.LoadEnergy;
import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.process.CpuUse;
import io.powermeter.process.Slice;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Tells the energy that the CPU and the memory are estimated to have used since the first reading.
 */
final class LoadModelSampler implements Sampler {
    private static final int CPU = 0;
    private static final int DRAM = 1;
    private static final double SECONDS_PER_NANO = 1e-9;

    private final Estimate estimate;
    private final LoadEnergy cpu;
    private final LongSupplier nanoClock;
    private final List<Channel> channels = List.of(
            Channel.of("estimate/cpu", Component.CPU, Quantity.ENERGY, Origin.ESTIMATED),
            Channel.of("estimate/dram", Component.DRAM, Quantity.ENERGY, Origin.ESTIMATED));

    private boolean started;
    private long startNanos;

    LoadModelSampler(Estimate estimate, CpuUse use, LongSupplier nanoClock) {
        this.estimate = estimate;
        this.cpu = new LoadEnergy(estimate.cpu(), use, nanoClock);
        this.nanoClock = nanoClock;
    }

    /**
     * Returns the sampler of a machine, or of the slice of it that this process may use.
     *
     * @param nanoClock the clock of the run, in nanoseconds
     * @throws IllegalArgumentException if the idle power given is not below the power at full load
     */
    static LoadModelSampler of(Host host, Hardware hardware, EstimateSettings settings, LongSupplier nanoClock) {
        Slice slice = Slice.of(host);
        return new LoadModelSampler(
                Estimate.of(hardware, slice, settings), slice.cpuUse(host, hardware.logicalCpus()), nanoClock);
    }

    @Override
    public String name() {
        return "estimate";
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public void sample(Reading reading) {
        long now = nanoClock.getAsLong();
        if (!started) {
            started = true;
            startNanos = now;
        }
        reading.at(now); // on a busy machine a steady power would else look unsteady
        reading.set(DRAM, estimate.memoryWatts() * (now - startNanos) * SECONDS_PER_NANO);
        try {
            reading.set(CPU, cpu.joules());
        } catch (UnreadableException e) {
            // stays missing; the next reading tells the energy of the hole too
        }
    }

    /** A model of ticks of 10 ms, good to a factor of two, is not worth ten wakes of the CPU in a second. */
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
        return estimate.notes();
    }

    @Override
    public void close() {
        cpu.close();
    }
}
