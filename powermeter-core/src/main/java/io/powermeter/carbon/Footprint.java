package io.powermeter.carbon;

import io.powermeter.measurement.Carbon;
import io.powermeter.measurement.Energy;

/** Interim. */
public record Footprint(GridIntensity intensity, double pue) {
    /** Interim. */
    public Carbon of(Energy energy) {
        return new Carbon(energy.kilowattHours() * pue * intensity.gramsPerKilowattHour());
    }
}
