package io.powermeter.reports;

import io.powermeter.measurement.Component;
import io.powermeter.summary.Split;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Window;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What of a counted component's energy was drawn above its idle floor, and what by the job, in joules; NaN is not known.
 *
 * @param idleJoules what it would have drawn in the idle machine
 * @param jobJoules the job's part
 */
record ComponentEnergy(double idleJoules, double jobJoules) {
    static final ComponentEnergy UNKNOWN = new ComponentEnergy(Double.NaN, Double.NaN);

    private static final ComponentEnergy NOTHING = new ComponentEnergy(0, 0);

    /** Returns the sums over some stretches of time. */
    static Map<Component, ComponentEnergy> of(Summary summary, List<Window> stretches) {
        Map<Component, ComponentEnergy> sums = new EnumMap<>(Component.class);
        for (Window stretch : stretches) {
            Map<Component, Split> split = summary.split(stretch);
            summary.idleComponents(stretch).forEach((component, idle) -> {
                ComponentEnergy before = sums.getOrDefault(component, NOTHING);
                double job = split.containsKey(component) ? split.get(component).jobJoules() : Double.NaN;
                sums.put(component, new ComponentEnergy(before.idleJoules + idle, before.jobJoules + job));
            });
        }
        return sums;
    }
}
