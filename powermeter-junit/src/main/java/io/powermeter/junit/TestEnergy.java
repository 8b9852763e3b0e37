package io.powermeter.junit;

import io.powermeter.measurement.Origin;
import io.powermeter.summary.IdleFloor;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a test drew.
 *
 * @param test its name, and that of the phase
 * @param summary of its run
 * @param method the phase of the test method
 * @param floor of the idle machine, null if it was not measured
 * @param executions of the test method, at least one
 */
record TestEnergy(
        String test,
        Summary summary,
        PhaseEnergy method,
        @Nullable IdleFloor floor,
        int executions) {
    /** Returns the joules of one execution; NaN if they are not known, or not the test's own. */
    double joules(Metric metric) {
        if (!method.resolved() || method.coverage() == 0) {
            return Double.NaN;
        }
        return switch (metric) {
                    case GROSS -> method.joules();
                    case NET -> floor == null ? Double.NaN : method.joules() - floor.joules(summary, method);
                    case JOB -> Double.isNaN(method.cpuSeconds()) ? Double.NaN : method.jobJoules();
                }
                / executions;
    }

    /** Returns how far they may be off because sensors are read, and tell, only now and then, in joules. */
    double error(Metric metric) {
        return switch (metric) {
                    case GROSS -> method.errorJoules();
                    case NET -> method.errorJoules() + (floor == null ? 0 : floor.errorWatts() * method.seconds());
                    case JOB -> method.joules() > 0 ? method.errorJoules() * method.jobJoules() / method.joules() : 0;
                }
                / executions;
    }

    Origin origin() {
        return summary.energy().origin();
    }

    /** Returns what the report of the test says; an entry for what is known only. */
    Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            put(entries, "powermeter." + metric.name().toLowerCase(Locale.ROOT) + ".joules", joules(metric));
        }
        if (method.resolved()) {
            put(entries, "powermeter.error.joules", error(Metric.GROSS));
        }
        put(entries, "powermeter.seconds", method.seconds() / executions);
        entries.put("powermeter.executions", String.valueOf(executions));
        entries.put("powermeter.origin", origin().name());
        put(entries, "powermeter.coverage", method.coverage());
        if (method.unresolved() != null) {
            entries.put("powermeter.unresolved", method.unresolved());
        }
        for (PhaseEnergy phase : summary.phasesByName()) {
            if (!phase.name().equals(test) && phase.resolved()) {
                put(entries, "powermeter.phase." + phase.name() + ".joules", phase.joules() / executions);
            }
        }
        summary.metrics().forEach((name, value) -> put(entries, "powermeter.metric." + name, value));
        return entries;
    }

    private static void put(Map<String, String> entries, String key, double value) {
        if (!Double.isNaN(value)) {
            entries.put(key, String.format(Locale.ROOT, "%.4g", value));
        }
    }
}
