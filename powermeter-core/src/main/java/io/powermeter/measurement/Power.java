package io.powermeter.measurement;

import java.util.Locale;

/**
 * A rate of energy.
 *
 * @param watts the rate in joules per second, finite
 */
public record Power(double watts) implements Comparable<Power> {
    public Power {
        if (!Double.isFinite(watts)) {
            throw new IllegalArgumentException("power must be a finite number of watts, not " + watts);
        }
    }

    /** Returns the energy of this power held for {@code seconds}. */
    public Energy during(double seconds) {
        return new Energy(watts * seconds);
    }

    @Override
    public int compareTo(Power other) {
        return Double.compare(watts, other.watts);
    }

    /** Returns for instance {@code 12.345 W}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f W", watts);
    }
}
