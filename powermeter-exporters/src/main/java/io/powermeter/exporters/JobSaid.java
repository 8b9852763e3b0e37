package io.powermeter.exporters;

import io.powermeter.recording.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the job said of itself: the phases that it is in, and its last metrics. Their names are the job's own, and each
 * makes a series for whoever collects them: so only so many are told.
 */
final class JobSaid {
    /** More names than a person can look at are numbers that got into a name. */
    static final int MOST_NAMES = 50;

    private final Map<String, String> common;
    private final Map<String, Integer> phases = new LinkedHashMap<>();
    private final Map<String, Double> metrics = new LinkedHashMap<>();

    JobSaid(Map<String, String> common) {
        this.common = common;
    }

    /** Takes note of a phase or a metric. */
    synchronized void take(Mark mark) {
        if (mark instanceof Mark.PhaseBegin begin) {
            phases.merge(begin.phase(), 1, Integer::sum);
        } else if (mark instanceof Mark.PhaseEnd end) {
            phases.computeIfPresent(end.phase(), (phase, open) -> open == 1 ? null : open - 1);
        } else if (mark instanceof Mark.Metric metric
                && (metrics.size() < MOST_NAMES || metrics.containsKey(metric.metric()))) {
            metrics.put(metric.metric(), metric.value());
        }
    }

    synchronized List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        phases.keySet().stream()
                .limit(MOST_NAMES)
                .forEach(phase -> figures.add(new Figure(Metric.JOB_PHASE, with("powermeter.phase", phase), 1)));
        metrics.forEach((metric, value) ->
                figures.add(new Figure(Metric.JOB_METRIC, with("powermeter.metric", metric), value)));
        return figures;
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> attributes = new LinkedHashMap<>(common);
        attributes.put(name, value);
        return attributes;
    }
}
