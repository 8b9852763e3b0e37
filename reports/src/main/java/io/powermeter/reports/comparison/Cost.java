package io.powermeter.reports.comparison;

import io.powermeter.measurement.Component;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a run, or a phase of it, cost. What is not known is NaN; joules are known only if no more than
 * {@link Summary#LEAST_COMPARABLE} allows is missing, since others would make the cheapest run of the one with most gaps.
 *
 * @param seconds of time
 * @param cpuSeconds of the job's CPU time
 * @param joules of the machine
 * @param netJoules of them above the idle floor
 * @param jobJoules the job's part of them
 * @param components the machine's joules by component; empty if they are not known
 * @param samples processed meanwhile
 */
public record Cost(
        double seconds,
        double cpuSeconds,
        double joules,
        double netJoules,
        double jobJoules,
        Map<Component, Double> components,
        double samples) {
    /** Nothing is known of it. */
    static final Cost UNKNOWN =
            new Cost(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Map.of(), Double.NaN);

    public Cost {
        components = components.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(components));
    }

    /**
     * Returns the cost of a whole run.
     *
     * @param samples of all its phases
     */
    static Cost of(Summary run, double samples) {
        boolean known = run.energy().coverage() >= Summary.LEAST_COMPARABLE;
        double cpu = run.job().cpuSeconds();
        return new Cost(
                run.window().seconds(),
                cpu,
                known ? run.energy().joules() : Double.NaN,
                known ? run.netJoules() : Double.NaN,
                known && Double.isFinite(cpu) ? run.job().joules() : Double.NaN,
                known ? run.components() : Map.of(),
                samples);
    }

    /**
     * Returns the cost of a phase.
     *
     * @param attributed whether anything tells the job's part of its run
     */
    static Cost of(PhaseEnergy phase, boolean attributed) {
        boolean known = phase.resolved() && phase.coverage() >= Summary.LEAST_COMPARABLE;
        return new Cost(
                phase.seconds(),
                phase.cpuSeconds(),
                known ? phase.joules() : Double.NaN,
                known ? phase.netJoules() : Double.NaN,
                known && attributed ? phase.jobJoules() : Double.NaN,
                known ? phase.components() : Map.of(),
                phase.samples());
    }

    /** Returns the cost of both; what is not known of one is not known of both. */
    Cost plus(Cost other) {
        Map<Component, Double> both = new EnumMap<>(Component.class);
        if (components.keySet().equals(other.components.keySet())) {
            both.putAll(components);
            other.components.forEach((component, part) -> both.merge(component, part, Double::sum));
        }
        return new Cost(
                seconds + other.seconds,
                cpuSeconds + other.cpuSeconds,
                joules + other.joules,
                netJoules + other.netJoules,
                jobJoules + other.jobJoules,
                both,
                samples + other.samples);
    }

    /** Returns what one sample cost, NaN if nothing tells how many there were. */
    Cost ofOneSample() {
        double share = samples > 0 ? 1 / samples : Double.NaN;
        Map<Component, Double> parts = new EnumMap<>(Component.class);
        components.forEach((component, part) -> parts.put(component, share * part));
        return new Cost(
                share * seconds,
                share * cpuSeconds,
                share * joules,
                share * netJoules,
                share * jobJoules,
                parts,
                Double.NaN);
    }

    /** Returns the machine's joules for each sample, NaN if one of the two is not known or nothing was processed. */
    public double joulesPerSample() {
        return samples > 0 ? joules / samples : Double.NaN;
    }

    /** Returns the machine's mean power in watts. */
    public double watts() {
        return joules / seconds;
    }
}
