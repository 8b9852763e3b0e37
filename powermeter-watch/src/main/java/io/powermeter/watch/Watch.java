package io.powermeter.watch;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.meter.Clock;
import io.powermeter.meter.SamplingLoops;
import io.powermeter.meter.Sensors;
import io.powermeter.meter.Version;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleTable;
import io.powermeter.sampler.Sampler;
import io.powermeter.summary.EnergyChannel;
import io.powermeter.summary.Totals;
import io.powermeter.watch.Snapshot.ChannelPower;
import io.powermeter.watch.Snapshot.Gauge;
import io.powermeter.watch.Snapshot.ProcessPowers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The meter without a job and without a recording: what the machine draws, interval by interval. Its loops are those of a
 * run; of their readings it keeps the last {@value #KEPT_INTERVALS} intervals or so, from which it is decided as in a summary
 * what the total is.
 *
 * <p>Used by one thread.
 */
public final class Watch implements AutoCloseable {
    /** A twin of a counter is known by five intervals or more (see Totals), also within the first interval of a watch. */
    private static final int READINGS_PER_INTERVAL = 8;

    private static final long SHORTEST_PERIOD_NANOS = 20_000_000L;

    /** Gauges are integrated between readings: these may not be too far from each other. */
    private static final long LONGEST_PERIOD_NANOS = 250_000_000L;

    private static final int KEPT_INTERVALS = 20;
    private static final long SHORTEST_KEPT_NANOS = 10_000_000_000L;
    private static final int LATE_PERIODS = 3;

    private final Sensors sensors;
    private final ProcessShares processes;
    private final Clock clock;
    private final long startNanos;
    private final long everyNanos;
    private final RunInfo info;
    private final SamplingLoops loops;
    private final List<RecentReadings> readings = new ArrayList<>();
    private final Map<String, PowerHistory> histories = new HashMap<>();
    private double lowestWatts = Double.NaN;
    private double highestWatts = Double.NaN;
    private long lastNanos;

    Watch(Sensors sensors, ProcessTable table, ProcessShares processes, Clock clock, Duration every) {
        this.sensors = sensors;
        this.processes = processes;
        this.clock = clock;
        this.startNanos = clock.nanos();
        this.loops = new SamplingLoops(clock, startNanos);
        this.everyNanos = every.toNanos();
        this.lastNanos = startNanos;
        List<RunInfo.SamplerInfo> infos = new ArrayList<>();
        for (Sampler sampler : sensors.samplers()) {
            sampler.follow(table);
            long period = periodNanos(sampler);
            RunInfo.SamplerInfo told =
                    new RunInfo.SamplerInfo(sampler.name(), period, sampler.channels(), sampler.notes());
            RecentReadings recent = new RecentReadings(told, rows(period));
            infos.add(told);
            readings.add(recent);
            loops.add(sampler, period, recent);
        }
        this.info = new RunInfo(
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
        List<SampleTable> tables = readings.stream().map(RecentReadings::table).toList();
        List<Mark> marks =
                readings.stream().flatMap(recent -> recent.marks().stream()).toList();
        Totals totals = Totals.of(new Recording(Path.of(""), info, tables, List.of(), marks, List.of()));
        List<ChannelPower> channels = totals.all().stream()
                .map(channel -> power(totals, channel, now - startNanos))
                .toList();
        List<ChannelPower> counted =
                channels.stream().filter(ChannelPower::counted).toList();
        PowerFigures total = total(counted);
        ProcessPowers shares = processes(totals, channels, total, seconds);
        lastNanos = now;
        return new Snapshot(
                clock.now(),
                (now - startNanos) / 1e9,
                seconds,
                total,
                counted.stream().allMatch(c -> c.channel().origin() == Origin.MEASURED)
                        ? Origin.MEASURED
                        : Origin.ESTIMATED,
                channels,
                gauges(tables, now - startNanos),
                shares,
                warnings(totals, counted, marks),
                List.copyOf(sensors.absent().keySet()));
    }

    /** Ends the threads and lets go of the sensors. */
    @Override
    public void close() {
        loops.close();
        sensors.cpuUse().close();
    }

    private ChannelPower power(Totals totals, EnergyChannel channel, long now) {
        PowerHistory history = histories.computeIfAbsent(channel.channel().id(), id -> new PowerHistory());
        history.take(channel, now, everyNanos);
        return new ChannelPower(
                channel.channel(), history.figures(), totals.counted().contains(channel));
    }

    /** Adds what is known; of a part that is not known there is a warning. */
    private PowerFigures total(List<ChannelPower> counted) {
        double watts = Double.NaN;
        double mean = Double.NaN;
        double joules = 0;
        for (ChannelPower part : counted) {
            watts = plus(watts, part.power().watts());
            mean = plus(mean, part.power().meanWatts());
            joules += part.power().joules();
        }
        if (!Double.isNaN(watts)) {
            lowestWatts = Double.isNaN(lowestWatts) ? watts : Math.min(lowestWatts, watts);
            highestWatts = Double.isNaN(highestWatts) ? watts : Math.max(highestWatts, watts);
        }
        return new PowerFigures(watts, lowestWatts, mean, highestWatts, joules);
    }

    private ProcessPowers processes(Totals totals, List<ChannelPower> channels, PowerFigures total, double seconds) {
        double cpu = Double.NaN;
        for (int i = 0; i < channels.size(); i++) {
            boolean isCpu = channels.get(i).channel().component() == Component.CPU;
            if (isCpu && !totals.repeats(totals.all().get(i))) {
                cpu = plus(cpu, channels.get(i).power().watts());
            }
        }
        return Double.isNaN(cpu)
                ? processes.next(seconds, total.watts(), Component.MACHINE)
                : processes.next(seconds, cpu, Component.CPU);
    }

    private static double plus(double sum, double more) {
        return Double.isNaN(sum) ? more : Double.isNaN(more) ? sum : sum + more;
    }

    private static List<Gauge> gauges(List<SampleTable> tables, long now) {
        List<Gauge> gauges = new ArrayList<>();
        for (SampleTable table : tables) {
            int last = table.rows() - 1;
            long oldest = now - LATE_PERIODS * Math.max(table.sampler().periodNanos(), LONGEST_PERIOD_NANOS);
            for (int i = 0;
                    last >= 0
                            && table.elapsedNanos().get(last) >= oldest
                            && i < table.columns().size();
                    i++) {
                Channel channel = table.channels().get(i);
                double value = table.column(i).get(last);
                boolean tellsMore =
                        !channel.tellsEnergy() && !channel.quantity().isCounter();
                if (tellsMore && channel.component() != Component.JOB && !Double.isNaN(value)) {
                    gauges.add(new Gauge(channel, value));
                }
            }
        }
        return gauges;
    }

    private List<String> warnings(Totals totals, List<ChannelPower> counted, List<Mark> marks) {
        Set<String> warnings = new LinkedHashSet<>(sensors.warnings());
        for (ChannelPower part : counted) {
            if (Double.isNaN(part.power().watts())) {
                warnings.add(part.channel().id() + " tells nothing: the total lacks it.");
            }
        }
        for (Mark mark : marks) {
            if (mark instanceof Mark.Warning warning) {
                warnings.add(warning.text());
            } else if (mark instanceof Mark.Gap gap) {
                warnings.add(gap.channel() + ": " + gap.reason() + ".");
            }
        }
        warnings.addAll(totals.doubts());
        return List.copyOf(warnings);
    }

    private long periodNanos(Sampler sampler) {
        long wanted = Math.max(SHORTEST_PERIOD_NANOS, everyNanos / READINGS_PER_INTERVAL);
        return Math.max(
                Math.min(wanted, LONGEST_PERIOD_NANOS), sampler.shortestPeriod().toNanos());
    }

    /** A snapshot adds a reading to those of the loop. */
    private int rows(long periodNanos) {
        long kept = Math.max(SHORTEST_KEPT_NANOS, KEPT_INTERVALS * everyNanos);
        return (int) (2 + kept / periodNanos + kept / everyNanos);
    }
}
