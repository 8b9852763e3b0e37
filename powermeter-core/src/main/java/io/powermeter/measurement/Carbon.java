package io.powermeter.measurement;

import java.util.Locale;

/**
 * An amount of greenhouse gas, as the mass of carbon dioxide that would warm as much (CO2 equivalent).
 *
 * @param grams the mass in grams of CO2 equivalent, finite
 */
public record Carbon(double grams) implements Comparable<Carbon> {
    public Carbon {
        if (!Double.isFinite(grams)) {
            throw new IllegalArgumentException("carbon must be a finite number of grams, not " + grams);
        }
    }

    @Override
    public int compareTo(Carbon other) {
        return Double.compare(grams, other.grams);
    }

    /** Returns for instance {@code 12.345 gCO2e}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f gCO2e", grams);
    }
}
