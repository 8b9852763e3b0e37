package io.powermeter.jmh;

import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What an iteration drew.
 *
 * @param summary of its run
 * @param iteration the phase in it
 * @param idleJoules what the idle machine would have drawn meanwhile; NaN if that is not known
 * @param operations of all threads, those at the edges too, which were not timed but drew energy
 */
record IterationEnergy(Summary summary, PhaseEnergy iteration, double idleJoules, long operations) {
    /** Returns it as JMH wants it. */
    List<Result<?>> results() {
        List<Result<?>> results = new ArrayList<>();
        if (iteration.resolved() && iteration.coverage() > 0 && operations > 0) {
            add(results, "gross", iteration.joules() / operations, "J/op");
            add(results, "net", (iteration.joules() - idleJoules) / operations, "J/op");
            boolean shared = !Double.isNaN(iteration.cpuSeconds());
            add(results, "job", shared ? iteration.jobJoules() / operations : Double.NaN, "J/op");
            add(results, "power", iteration.joules() / (iteration.seconds() * iteration.coverage()), "W");
        } else {
            results.add(new ScalarResult("powermeter.unresolved", 1, "iterations", AggregationPolicy.SUM));
        }
        results.add(new ScalarResult("powermeter.coverage", iteration.coverage(), "1", AggregationPolicy.AVG));
        return results;
    }

    private void add(List<Result<?>> results, String name, double value, String unit) {
        if (!Double.isNaN(value)) {
            String origin = summary.energy().origin().name().toLowerCase(Locale.ROOT);
            results.add(new ScalarResult("powermeter." + name + "." + origin, value, unit, AggregationPolicy.AVG));
        }
    }
}
