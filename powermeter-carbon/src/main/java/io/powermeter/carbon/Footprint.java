package io.powermeter.carbon;

import io.powermeter.recording.ToldIntensity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What turns a machine's energy into greenhouse gas: {@code CO2e = energy x PUE x intensity}, plus its part of the making of
 * the machine if that is known.
 *
 * @param pue power usage effectiveness (ISO/IEC 30134-2): energy of the whole data centre over the energy of its machines,
 *     1 to 5; 1 for a machine at home
 * @param intensity the grid's, wherever and whenever it was not {@code told}
 * @param told by somebody who watched the grid, for stretches of time; of two for one instant the later in the list holds
 * @param embodied of the making of the machine; null if it is not known
 */
public record Footprint(
        Band pue,
        GridIntensity intensity,
        List<ToldIntensity> told,
        @Nullable Embodied embodied) {
    /** The mean of data centres is 1.58 (Uptime Institute 2023) and none below 1 can be; beyond 5 is a slip. */
    private static final double HIGHEST_PUE = 5;

    /**
     * Checks the PUE.
     *
     * @throws IllegalArgumentException if it is not between 1 and 5
     */
    public Footprint {
        if (!(pue.low() >= 1 && pue.high() <= HIGHEST_PUE)) {
            throw new IllegalArgumentException(
                    "PUE must be between 1 (no overhead) and 5, not " + pue + "; give --pue, such as 1.58 or 1.1-1.6");
        }
        told = List.copyOf(told);
    }

    /** Returns these terms with what was told of the grid. */
    public Footprint with(List<ToldIntensity> others) {
        return new Footprint(pue, intensity, others, embodied);
    }
}
