package io.powermeter.summary;

import io.powermeter.measurement.Component;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All stretches of one phase together.
 *
 * @param name of the phase
 * @param count number of stretches
 * @param depth of the first one: how many phases it lay in
 * @param seconds their length together
 * @param cpuSeconds the job's CPU time in them; NaN if it is not known, or was read too seldom to tell it from that around them
 * @param samples what the job said it processed in them: the last value of the metric {@value #SAMPLES} told in each, added up;
 *     NaN if it said none
 * @param components the machine's energy in them by component, in joules, in order of {@link Component}
 * @param joules the machine's energy in them
 * @param jobJoules the job's part of it
 * @param idleJoules what the idle machine would have drawn meanwhile; NaN without a baseline
 * @param coverage share of the time, 0 to 1, in which the energy is known
 * @param errorJoules how far the joules may be off because sensors are read, and tell, only now and then: see
 *     {@code docs/phases.md}
 * @param unresolved why the joules are those of the neighbourhood more than of the phase, such as {@code too short, or beside
 *     too large a change, for the refresh of rapl (1 ms)}; null if they are the phase's
 */
public record PhaseEnergy(
        String name,
        int count,
        int depth,
        double seconds,
        double cpuSeconds,
        double samples,
        Map<Component, Double> components,
        double joules,
        double jobJoules,
        double idleJoules,
        double coverage,
        double errorJoules,
        @Nullable String unresolved) {
    /** The metric by which a job says, in a phase, how many samples it has processed in it. */
    public static final String SAMPLES = "samples";

    /** Below this share of the joules, the error is not worth a reader's time. */
    private static final double NOTABLE_ERROR = 0.01;

    /** Returns the joules above the idle floor, NaN if they are not known. */
    public double netJoules() {
        return joules - idleJoules;
    }

    /** Returns the joules of one sample, NaN if the job told no samples or the joules are not the phase's own. */
    public double joulesPerSample() {
        return resolved() && coverage > 0 && samples > 0 ? joules / samples : Double.NaN;
    }

    /** Returns whether the joules can be believed to be the phase's own. */
    public boolean resolved() {
        return unresolved == null;
    }

    /** Returns whether the joules are the phase's own, but off by more than 1 % perhaps. */
    public boolean isRough() {
        return resolved() && errorJoules > NOTABLE_ERROR * joules;
    }
}
