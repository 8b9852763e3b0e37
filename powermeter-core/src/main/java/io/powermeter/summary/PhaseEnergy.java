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
 * @param coverage share of the time, 0 to 1, in which the energy is known
 */
public record PhaseEnergy(
        String name, int count, int depth, double seconds, double joules, double jobJoules, double coverage) {}
