package io.powermeter.watch;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.meter.ReadingLog;
import io.powermeter.meter.RunListener;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RunInfo;
import io.powermeter.recording.SampleTable;
import io.powermeter.summary.EnergyChannel;
import io.powermeter.summary.Totals;
import io.powermeter.watch.Snapshot.ChannelPower;
import io.powermeter.watch.Snapshot.Gauge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the channels of a machine draw, interval by interval, from readings that go on: those of a {@link Watch}, or those
 * that a {@link RunListener} hears. The readings of the last {@value #KEPT_INTERVALS} intervals or so are kept; from them it
 * is decided as in a summary what the total is.
 *
 * <p>Readings may come from several threads; the intervals are one thread's.
 */
public final class LivePowers {
    private static final int KEPT_INTERVALS = 20;
    private static final long SHORTEST_KEPT_NANOS = 10_000_000_000L;
    private static final int LATE_PERIODS = 3;

    /** A gauge that tells more often than this is not late before. */
    private static final long SHORTEST_LATE_NANOS = 250_000_000L;

    private final RunInfo info;
    private final long everyNanos;
    private final Map<String, RecentReadings> readings = new LinkedHashMap<>();
    private final Map<String, PowerHistory> histories = new HashMap<>();
    private double lowestWatts = Double.NaN;
    private double highestWatts = Double.NaN;

    /**
     * Begins with no readings.
     *
     * @param info who reads what, how often
     * @param every the length of an interval, at least about
     */
    public LivePowers(RunInfo info, Duration every) {
        this.info = info;
        this.everyNanos = every.toNanos();
        long keptNanos = Math.max(SHORTEST_KEPT_NANOS, KEPT_INTERVALS * everyNanos);
        for (RunInfo.SamplerInfo sampler : info.samplers()) {
            readings.put(sampler.name(), new RecentReadings(sampler, keptNanos, everyNanos));
        }
    }

    /**
     * What was drawn in an interval.
     *
     * @param total of the machine, no watt counted twice; the sum of what is known
     * @param cpuWatts of all CPUs, NaN if it is not known
     * @param channels all that tell energy
     * @param gauges what sensors tell besides: temperatures, utilization, memory
     * @param warnings what a reader of the numbers must know, one sentence each
     */
    public record Interval(
            PowerFigures total,
            double cpuWatts,
            List<ChannelPower> channels,
            List<Gauge> gauges,
            List<String> warnings) {

        /** Returns the channels whose sum is the total. */
        public List<ChannelPower> counted() {
            return channels.stream().filter(ChannelPower::counted).toList();
        }

        /** Returns MEASURED only if no part of the total is estimated. */
        public Origin origin() {
            return counted().stream().allMatch(c -> c.channel().origin() == Origin.MEASURED)
                    ? Origin.MEASURED
                    : Origin.ESTIMATED;
        }
    }

    /** Takes the readings of a sampler, one value for each of its channels, as a {@link RunListener} hears them. */
    public void readings(RunInfo.SamplerInfo sampler, long elapsedNanos, double[] values) {
        of(sampler).row(elapsedNanos, values);
    }

    /** Takes note of what is not known of a channel. */
    public void gap(Mark.Gap gap) {
        for (RecentReadings recent : readings.values()) {
            if (recent.tells(gap.channel())) {
                recent.mark(gap);
            }
        }
    }

    /** Returns where a sampler's loop writes what it reads. */
    ReadingLog log(RunInfo.SamplerInfo sampler) {
        return of(sampler);
    }

    /**
     * Ends an interval, and begins the next one.
     *
     * @param nowNanos since the readings' start
     */
    public Interval next(long nowNanos) {
        List<SampleTable> tables =
                readings.values().stream().map(RecentReadings::table).toList();
        List<Mark> marks = readings.values().stream()
                .flatMap(recent -> recent.marks().stream())
                .toList();
        Totals totals = Totals.of(new Recording(Path.of(""), info, tables, List.of(), marks, List.of()));
        List<ChannelPower> channels = totals.all().stream()
                .map(channel -> power(totals, channel, nowNanos))
                .toList();
        List<ChannelPower> counted =
                channels.stream().filter(ChannelPower::counted).toList();
        return new Interval(
                total(counted),
                cpuWatts(totals, channels),
                channels,
                gauges(tables, nowNanos),
                warnings(totals, counted, marks));
    }

    private RecentReadings of(RunInfo.SamplerInfo sampler) {
        RecentReadings recent = readings.get(sampler.name());
        if (recent == null) {
            throw new IllegalArgumentException("\"" + sampler.name() + "\" is no sampler of this run");
        }
        return recent;
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

    private static double cpuWatts(Totals totals, List<ChannelPower> channels) {
        double cpu = Double.NaN;
        for (int i = 0; i < channels.size(); i++) {
            boolean isCpu = channels.get(i).channel().component() == Component.CPU;
            if (isCpu && !totals.repeats(totals.all().get(i))) {
                cpu = plus(cpu, channels.get(i).power().watts());
            }
        }
        return cpu;
    }

    private static double plus(double sum, double more) {
        return Double.isNaN(sum) ? more : Double.isNaN(more) ? sum : sum + more;
    }

    private static List<Gauge> gauges(List<SampleTable> tables, long now) {
        List<Gauge> gauges = new ArrayList<>();
        for (SampleTable table : tables) {
            int last = table.rows() - 1;
            long oldest = now - LATE_PERIODS * Math.max(table.sampler().periodNanos(), SHORTEST_LATE_NANOS);
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

    private static List<String> warnings(Totals totals, List<ChannelPower> counted, List<Mark> marks) {
        Set<String> warnings = new LinkedHashSet<>();
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
}
