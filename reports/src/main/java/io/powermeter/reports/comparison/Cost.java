package io.powermeter.reports.comparison;

import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Summary;

/**
 * What a run, or a phase of it, cost. What is not known is NaN; joules are known only if no more than
 * {@link Summary#LEAST_COMPARABLE} allows is missing, since others would make the cheapest run of the one with most gaps.
 *
 * @param seconds of time
 * @param cpuSeconds of the job's CPU time
 * @param joules of the machine
 * @param jobJoules the job's part of them
 * @param samples processed meanwhile, NaN for a whole run
 */
public record Cost(double seconds, double cpuSeconds, double joules, double jobJoules, double samples) {
    static Cost of(Summary run) {
        boolean known = run.energy().coverage() >= Summary.LEAST_COMPARABLE;
        double cpu = run.job().cpuSeconds();
        return new Cost(
                run.window().seconds(),
                cpu,
                known ? run.energy().joules() : Double.NaN,
                known && Double.isFinite(cpu) ? run.job().joules() : Double.NaN,
                Double.NaN);
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
                known && attributed ? phase.jobJoules() : Double.NaN,
                phase.samples());
    }

    /** Returns the machine's joules for each sample, NaN if one of the two is not known or nothing was processed. */
    public double joulesPerSample() {
        return samples > 0 ? joules / samples : Double.NaN;
    }
}
