package io.powermeter.carbon;

import io.powermeter.measurement.Carbon;
import io.powermeter.measurement.Energy;

/**
 * What turns a machine's energy into greenhouse gas: {@code CO2e = energy x PUE x intensity}.
 *
 * @param pue power usage effectiveness (ISO/IEC 30134-2): energy of the whole data centre over the energy of its machines,
 *     1 to 5; 1 for a machine at home
 * @param intensity the grid's
 */
public record Footprint(double pue, GridIntensity intensity) {
    /** The mean of data centres is 1.58 (Uptime Institute 2023) and none below 1 can be; beyond 5 is a slip. */
    private static final double HIGHEST_PUE = 5;

    /**
     * Checks the PUE.
     *
     * @throws IllegalArgumentException if it is not between 1 and 5
     */
    public Footprint {
        if (!(pue >= 1 && pue <= HIGHEST_PUE)) {
            throw new IllegalArgumentException(
                    "PUE must be between 1 (no overhead) and 5, not " + pue + "; give --pue, such as 1.58");
        }
    }

    /** Returns the gas of {@code energy}: kilowatt-hours x PUE x grams per kilowatt-hour. */
    public Carbon of(Energy energy) {
        return new Carbon(energy.kilowattHours() * pue * intensity.gramsPerKilowattHour());
    }
}
