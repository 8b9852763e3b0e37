package io.powermeter.reports;

import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Summary;

/** What a summary knows at all, so that no report shows a 0 for something that was never read. */
final class Knowledge {
    private final boolean energy;
    private final boolean attribution;

    Knowledge(Summary summary) {
        energy = summary.channels().stream().filter(ChannelEnergy::counted).anyMatch(c -> c.coverage() > 0);
        attribution = energy && Double.isFinite(summary.job().cpuSeconds());
    }

    /** Returns whether anything told the energy of the run. */
    boolean energy() {
        return energy;
    }

    /** Returns whether the energy could be shared between the job and the rest. */
    boolean attribution() {
        return attribution;
    }
}
