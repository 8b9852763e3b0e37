package io.powermeter.measurement;

import java.util.Locale;

/**
 * An amount of energy.
 *
 * @param joules the amount in joules, finite; differences may be negative
 */
public record Energy(double joules) implements Comparable<Energy> {
    /** 1 Wh is 3,600 J by definition of the hour. */
    private static final double JOULES_PER_WATT_HOUR = 3600;

    private static final double JOULES_PER_MICROJOULE = 1e-6;

    public Energy {
        requireFinite(joules);
    }

    /** Returns the energy of a count of microjoules, the unit of the Linux powercap files. */
    public static Energy ofMicrojoules(double microjoules) {
        return new Energy(microjoules * JOULES_PER_MICROJOULE);
    }

    /** Returns the energy of a count of watt-hours. */
    public static Energy ofWattHours(double wattHours) {
        return new Energy(wattHours * JOULES_PER_WATT_HOUR);
    }

    /** Returns this energy in watt-hours. */
    public double wattHours() {
        return joules / JOULES_PER_WATT_HOUR;
    }

    /** Returns this energy in kilowatt-hours. */
    public double kilowattHours() {
        return wattHours() / 1000;
    }

    /** Returns the mean power of this energy spent evenly over {@code seconds}, which must be above 0. */
    public Power over(double seconds) {
        return new Power(joules / seconds);
    }

    /** Returns the sum of this and {@code other}. */
    public Energy plus(Energy other) {
        return new Energy(joules + other.joules);
    }

    /** Returns this less {@code other}. */
    public Energy minus(Energy other) {
        return new Energy(joules - other.joules);
    }

    @Override
    public int compareTo(Energy other) {
        return Double.compare(joules, other.joules);
    }

    /** Returns for instance {@code 12.345 J}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f J", joules);
    }

    private static void requireFinite(double joules) {
        if (!Double.isFinite(joules)) {
            throw new IllegalArgumentException("energy must be a finite number of joules, not " + joules);
        }
    }
}
