package io.powermeter.exporters;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RunInfo;
import io.powermeter.watch.LivePowers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The figures of one run, made from what a listener hears of it. */
final class RunFigures {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private static final Map<Component, Metric> CPU_TIMES = Map.of(
            Component.MACHINE, Metric.MACHINE_CPU, Component.JOB, Metric.JOB_CPU, Component.METER, Metric.METER_CPU);

    private final RunInfo info;
    private final Map<String, String> common;
    private final LivePowers powers;
    private final EnergyFigures energies;
    private final JobSaid said;
    private final Map<Metric, Double> cpuSeconds = new ConcurrentHashMap<>();

    RunFigures(RunInfo info) {
        this.info = info;
        this.common = Map.of(Figure.RUN, info.name());
        this.powers = new LivePowers(info, EVERY);
        this.energies = new EnergyFigures(common);
        this.said = new JobSaid(common);
    }

    void readings(RunInfo.SamplerInfo sampler, long elapsedNanos, double[] values) {
        powers.readings(sampler, elapsedNanos, values);
        for (int i = 0; i < values.length; i++) {
            Channel channel = sampler.channels().get(i);
            if (channel.quantity() == Quantity.CPU_TIME && !Double.isNaN(values[i])) {
                Metric metric = CPU_TIMES.get(channel.component());
                if (metric != null) {
                    cpuSeconds.put(metric, values[i]);
                }
            }
        }
    }

    void mark(Mark mark) {
        if (mark instanceof Mark.Gap gap) {
            powers.gap(gap);
        } else {
            said.take(mark);
        }
    }

    /** Returns the figures of the time since this was asked last. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(Metric.RUN_START, common, info.startedAt().toEpochMilli() / 1e3));
        LivePowers.Interval interval = powers.next(System.nanoTime() - info.startNanos());
        figures.addAll(energies.of(interval.channels()));
        cpuSeconds.forEach((metric, seconds) -> figures.add(new Figure(metric, common, seconds)));
        figures.addAll(said.figures());
        return List.copyOf(figures);
    }
}
