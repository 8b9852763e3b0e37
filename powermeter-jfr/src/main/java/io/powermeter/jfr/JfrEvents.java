package io.powermeter.jfr;

import io.powermeter.meter.RunListener;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RunInfo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the Flight Recorder of a run: {@code powermeter.Energy}, {@code powermeter.Phase}, {@code powermeter.Metric}, {@code
 * powermeter.Gap} and {@code powermeter.Warning}.
 *
 * <pre>{@code
 * PowerMeter meter = PowerMeter.builder().listener(new JfrEvents()).build();
 * }</pre>
 *
 * <p>While nothing records, a reading costs no more than the question whether something does. One listener is for one run at a
 * time. A phase that began before the Flight Recorder did is told when it ends, and may lack its length.
 */
public final class JfrEvents implements RunListener {
    private final Map<String, EnergyReadings> samplers = new ConcurrentHashMap<>();
    private final Map<String, Deque<PhaseEvent>> open = new LinkedHashMap<>();

    @Override
    public void began(RunInfo run) {
        samplers.clear();
        run.samplers().forEach(sampler -> samplers.put(sampler.name(), new EnergyReadings(sampler)));
    }

    @Override
    public void readings(RunInfo.SamplerInfo sampler, long elapsedNanos, double[] values) {
        EnergyReadings readings = samplers.get(sampler.name());
        if (readings != null) {
            readings.tell(elapsedNanos, values);
        }
    }

    @Override
    public void mark(Mark mark) {
        if (mark instanceof Mark.PhaseBegin begin) {
            begin(begin.phase());
        } else if (mark instanceof Mark.PhaseEnd end) {
            end(end.phase());
        } else if (mark instanceof Mark.Metric metric) {
            new MetricEvent(metric.metric(), metric.value()).commit();
        } else if (mark instanceof Mark.Gap gap) {
            // it comes before the row whose sum stands still over the gap
            samplers.values().forEach(readings -> readings.forget(gap.channel()));
            new GapEvent(gap.channel(), gap.reason(), gap.elapsedNanos() - gap.fromNanos()).commit();
        } else if (mark instanceof Mark.Warning warning) {
            new WarningEvent(warning.text()).commit();
        }
    }

    @Override
    public synchronized void ended(RunInfo.End end) {
        open.values().forEach(phases -> phases.forEach(PhaseEvent::commit));
        open.clear();
    }

    private synchronized void begin(String name) {
        int depth = open.values().stream().mapToInt(Deque::size).sum();
        PhaseEvent phase = new PhaseEvent(name, depth);
        phase.begin();
        open.computeIfAbsent(name, none -> new ArrayDeque<>()).push(phase);
    }

    /** The phase of a name that began last ends first, as in a recording. */
    private synchronized void end(String name) {
        PhaseEvent phase = open.getOrDefault(name, new ArrayDeque<>()).poll();
        if (phase != null) {
            phase.commit();
        }
    }
}
