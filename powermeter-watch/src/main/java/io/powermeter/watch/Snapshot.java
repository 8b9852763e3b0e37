package io.powermeter.watch;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a machine drew in one interval of a {@link Watch}.
 *
 * @param time the end of the interval
 * @param seconds since the watch began
 * @param intervalSeconds the length of the interval
 * @param total of the machine, no watt counted twice
 * @param origin MEASURED only if no part of the total is estimated
 * @param channels all that tell energy
 * @param gauges what sensors tell besides: temperatures, utilization, memory
 * @param processes who used the CPU and the accelerators
 * @param warnings what a reader of the numbers must know, one sentence each
 * @param absent the kinds of sensors that are not there
 */
public record Snapshot(
        Instant time,
        double seconds,
        double intervalSeconds,
        PowerFigures total,
        Origin origin,
        List<ChannelPower> channels,
        List<Gauge> gauges,
        ProcessPowers processes,
        List<String> warnings,
        List<String> absent) {

    /** Returns this with more warnings, behind its own. */
    public Snapshot withWarnings(Collection<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Snapshot(
                time, seconds, intervalSeconds, total, origin, channels, gauges, processes, List.copyOf(all), absent);
    }

    /**
     * The power of one channel.
     *
     * @param counted whether it is a part of the sum that is the total
     */
    public record ChannelPower(Channel channel, PowerFigures power, boolean counted) {}

    /**
     * What a sensor told last that is not energy.
     *
     * @param value in the unit of the channel's quantity
     */
    public record Gauge(Channel channel, double value) {}

    /**
     * How the processes share the power of the CPU.
     *
     * @param sharedWatts what is shared out by CPU time; NaN if it is not known
     * @param shared whose power that is: the CPU's, or the machine's where no sensor tells the CPU's
     * @param coresBusy CPU seconds in a second, of the whole machine; NaN if the kernel does not say
     * @param restCores the part of that which is no living process's: interrupts, and what ended meanwhile
     * @param restWatts the watts of that part
     * @param meterCores CPU seconds in a second of the meter and the programs that it runs; NaN if processes cannot be seen
     * @param top the processes that used a CPU or an accelerator, the hungriest first
     */
    public record ProcessPowers(
            double sharedWatts,
            Component shared,
            double coresBusy,
            double restCores,
            double restWatts,
            double meterCores,
            List<ProcessPower> top) {}

    /**
     * One process.
     *
     * @param name as the process chose it: it may hold anything
     * @param cores CPU seconds in a second
     * @param watts its share by CPU time, NaN if that is not known
     * @param acceleratorShare of the accelerators' time, NaN if that is not known
     */
    public record ProcessPower(long pid, String name, double cores, double watts, double acceleratorShare) {}
}
