package io.powermeter.watch;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.host.Host;
import io.powermeter.measurement.Component;
import io.powermeter.meter.Clock;
import io.powermeter.meter.SamplingLoops;
import io.powermeter.meter.Sensors;
import io.powermeter.meter.Version;
import io.powermeter.recording.RunInfo;
import io.powermeter.sampler.Sampler;
import io.powermeter.watch.Snapshot.ProcessPowers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The meter without a job and without a recording: what the machine draws, interval by interval. Its loops are those of a
 * run.
 *
 * <p>Used by one thread.
 */
public final class Watch implements AutoCloseable {
    /** A twin of a counter is known by five intervals or more (see Totals), also within the first interval of a watch. */
    private static final int READINGS_PER_INTERVAL = 8;

    private static final long SHORTEST_PERIOD_NANOS = 20_000_000L;

    /** Gauges are integrated between readings: these may not be too far from each other. */
    private static final long LONGEST_PERIOD_NANOS = 250_000_000L;

    private final Sensors sensors;
    private final ProcessShares processes;
    private final Clock clock;
    private final long startNanos;
    private final long everyNanos;
    private final LivePowers powers;
    private final SamplingLoops loops;
    private long lastNanos;

    Watch(Sensors sensors, ProcessTable table, ProcessShares processes, Clock clock, Duration every) {
        this.sensors = sensors;
        this.processes = processes;
        this.clock = clock;
        this.startNanos = clock.nanos();
        this.loops = new SamplingLoops(clock, startNanos);
        this.everyNanos = every.toNanos();
        this.lastNanos = startNanos;
        List<RunInfo.SamplerInfo> infos =
                sensors.samplers().stream().map(this::info).toList();
        RunInfo info = new RunInfo(
                "watch",
                List.of(),
                clock.now(),
                startNanos,
                sensors.machine(),
                infos,
                sensors.absent(),
                Map.of(),
                Version.current(),
                null);
        this.powers = new LivePowers(info, every);
        for (int i = 0; i < infos.size(); i++) {
            Sampler sampler = sensors.samplers().get(i);
            RunInfo.SamplerInfo told = infos.get(i);
            sampler.follow(table);
            loops.add(sampler, told.periodNanos(), powers.log(told));
        }
    }

    /**
     * Begins to watch a machine.
     *
     * @param every the interval between two snapshots
     * @throws IllegalArgumentException if the interval is shorter than 100 ms or longer than 1 min, or the word on the idle
     *     power is not below the full power
     */
    public static Watch start(Host host, EstimateSettings estimate, Duration every) {
        if (every.toMillis() < 100 || every.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("the interval must be from 100 ms to 1 min, not " + every.toMillis()
                    + " ms: for longer ones record a run");
        }
        Sensors sensors = Sensors.discover(host, estimate);
        Clock clock = Clock.system();
        ProcessTable table = new ProcessTable(host, clock::nanos);
        ProcessShares shares = new ProcessShares(
                host, table, sensors.cpuUse(), ProcessHandle.current().pid());
        Watch watch = new Watch(sensors, table, shares, clock, every);
        watch.loops.start();
        watch.begin();
        return watch;
    }

    /** Begins the first interval now. */
    void begin() {
        loops.takeNow();
        processes.begin();
        lastNanos = clock.nanos();
    }

    /** Ends an interval now, and begins the next one. */
    public Snapshot snapshot() {
        loops.takeNow();
        long now = clock.nanos();
        double seconds = Math.max(1, now - lastNanos) / 1e9;
        LivePowers.Interval interval = powers.next(now - startNanos);
        ProcessPowers shares = processes(interval, seconds);
        lastNanos = now;
        return new Snapshot(
                clock.now(),
                (now - startNanos) / 1e9,
                seconds,
                interval.total(),
                interval.origin(),
                interval.channels(),
                interval.gauges(),
                shares,
                Stream.concat(sensors.warnings().stream(), interval.warnings().stream())
                        .distinct()
                        .toList(),
                List.copyOf(sensors.absent().keySet()));
    }

    /** Ends the threads and lets go of the sensors. */
    @Override
    public void close() {
        loops.close();
        sensors.cpuUse().close();
    }

    private ProcessPowers processes(LivePowers.Interval interval, double seconds) {
        double cpu = interval.cpuWatts();
        return Double.isNaN(cpu)
                ? processes.next(seconds, interval.total().watts(), Component.MACHINE)
                : processes.next(seconds, cpu, Component.CPU);
    }

    private RunInfo.SamplerInfo info(Sampler sampler) {
        return new RunInfo.SamplerInfo(sampler.name(), periodNanos(sampler), sampler.channels(), sampler.notes());
    }

    private long periodNanos(Sampler sampler) {
        long wanted = Math.max(SHORTEST_PERIOD_NANOS, everyNanos / READINGS_PER_INTERVAL);
        return Math.max(
                Math.min(wanted, LONGEST_PERIOD_NANOS), sampler.shortestPeriod().toNanos());
    }
}
