package io.powermeter.cli.selftest;

import java.util.Optional;

/**
 * What reading a sampler costs, and how often it has something new to tell.
 *
 * @param name the sampler's
 * @param readings how many were taken
 * @param wallSeconds the time of one
 * @param cpuSeconds the CPU time of one in the meter's own thread, NaN if it is not known
 * @param bytes of memory allocated for one, NaN if it is not known
 * @param changes how many readings told something else than the one before
 * @param refreshSeconds the median time between two changes, NaN if there were fewer than two
 * @param failure why it is of no use, if it is
 */
public record SamplerCost(
        String name,
        int readings,
        double wallSeconds,
        double cpuSeconds,
        double bytes,
        int changes,
        double refreshSeconds,
        Optional<String> failure) {
    private static final double NEARLY_ALL = 0.9;

    /** Returns whether it tells something new as often as it is read. */
    public boolean changesAtEachReading() {
        return changes >= NEARLY_ALL * (readings - 1);
    }
}
