package io.powermeter.reports.comparison;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a run is compared, under which name: all of it or some of its phases. So phases of one run can stand beside each
 * other, and phases that do the same thing by other means can have one name.
 *
 * @param name of the group that it belongs to
 * @param command what was run, with the same words in all repeats
 * @param phases the run's own names of its phases by the name under which they are compared; empty for the whole run
 * @param quality the metric that says how good the result is
 * @param additive whether the costs of the phases added up mean something
 * @param perSample whether its costs are those of one sample
 */
public record Part(
        String name,
        List<String> command,
        Map<String, String> phases,
        String quality,
        boolean additive,
        boolean perSample) {
    public Part {
        command = List.copyOf(command);
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    }

    /**
     * Returns the figures of this part of a run.
     *
     * @param as what the metric of the quality is called in the comparison
     */
    public RunFigures of(RunFigures run, String as) {
        Map<String, Cost> costs = phases.isEmpty() ? run.phases() : named(run.phases());
        Cost whole = phases.isEmpty() ? run.whole() : additive ? sum(costs) : Cost.UNKNOWN;
        Map<String, Double> metrics = new LinkedHashMap<>(run.metrics());
        metrics.remove(as);
        Double told = run.metrics().get(quality);
        if (told != null) {
            metrics.put(as, told);
        }
        return new RunFigures(
                run.folder(),
                name,
                command,
                run.startedAt(),
                run.machine(),
                run.sensors(),
                run.settings(),
                run.origin(),
                run.coverage(),
                run.ending(),
                scaled(whole),
                perSample
                        ? Double.NaN
                        : run.grams() * whole.joules() / run.whole().joules(),
                scaled(costs),
                phases.isEmpty() ? run.outermost() : outermost(run),
                metrics,
                power(run),
                phases.isEmpty() ? run.phasePower() : named(run.phasePower()),
                quality.equals(as) ? run.learning() : new Learning(List.of()));
    }

    private List<String> outermost(RunFigures run) {
        return phases.keySet().stream()
                .filter(as -> run.outermost().contains(phases.get(as)))
                .toList();
    }

    private <T> Map<String, T> named(Map<String, T> ofRun) {
        Map<String, T> named = new LinkedHashMap<>();
        phases.forEach((as, phase) -> {
            T value = ofRun.get(phase);
            if (value != null) {
                named.put(as, value);
            }
        });
        return named;
    }

    private Cost sum(Map<String, Cost> costs) {
        List<Cost> all = new ArrayList<>(costs.values());
        return all.size() < phases.size()
                ? Cost.UNKNOWN
                : all.stream().reduce(Cost::plus).orElse(Cost.UNKNOWN);
    }

    private Cost scaled(Cost cost) {
        return perSample ? cost.ofOneSample() : cost;
    }

    private Map<String, Cost> scaled(Map<String, Cost> costs) {
        Map<String, Cost> scaled = new LinkedHashMap<>();
        costs.forEach((phase, cost) -> scaled.put(phase, scaled(cost)));
        return scaled;
    }

    /** Of some phases that of the first of them. */
    private PowerLine power(RunFigures run) {
        return phases.isEmpty()
                ? run.power()
                : named(run.phasePower()).values().stream().findFirst().orElse(run.power());
    }
}
