package io.powermeter.reports.comparison;

import io.powermeter.measurement.Origin;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run cost.
 *
 * @param origin MEASURED only if no part of its energy is estimated
 * @param whole the job from its start to its end
 * @param phases by name, in order of their first begin
 */
public record RunCosts(Origin origin, Cost whole, Map<String, Cost> phases) {
    public RunCosts {
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    }

    /** Takes the figures out of a summary, which need not be kept. */
    public static RunCosts of(Summary run) {
        boolean attributed = Double.isFinite(run.job().cpuSeconds());
        Map<String, Cost> phases = new LinkedHashMap<>();
        for (PhaseEnergy phase : run.phasesByName()) {
            phases.put(phase.name(), Cost.of(phase, attributed));
        }
        return new RunCosts(run.energy().origin(), Cost.of(run), phases);
    }
}
