package io.powermeter.summary;

/**
 * All stretches of one phase together.
 *
 * @param name of the phase
 * @param count number of stretches
 * @param depth of the first one: how many phases it lay in
 * @param seconds their length together
 * @param joules the machine's energy in them
 * @param jobJoules the job's part of it
 * @param idleJoules what the idle machine would have drawn meanwhile; NaN without a baseline
 * @param coverage share of the time, 0 to 1, in which the energy is known
 */
public record PhaseEnergy(
        String name,
        int count,
        int depth,
        double seconds,
        double joules,
        double jobJoules,
        double idleJoules,
        double coverage) {
    /** Returns the joules above the idle floor, NaN if they are not known. */
    public double netJoules() {
        return joules - idleJoules;
    }
}
