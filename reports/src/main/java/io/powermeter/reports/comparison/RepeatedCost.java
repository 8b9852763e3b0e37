package io.powermeter.reports.comparison;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a phase cost each time.
 *
 * @param name of the phase, empty for the whole runs
 * @param costs of the runs that had it, in their order
 */
public record RepeatedCost(String name, List<Cost> costs) {
    public RepeatedCost {
        costs = List.copyOf(costs);
    }

    /** Returns one figure of each run that knows it, in the order of the runs. */
    public List<Double> known(ToDoubleFunction<Cost> figure) {
        return costs.stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .boxed()
                .toList();
    }
}
