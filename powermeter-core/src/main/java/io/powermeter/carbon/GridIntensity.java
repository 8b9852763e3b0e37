package io.powermeter.carbon;

import java.util.OptionalInt;

/** Interim: replaced by the table. */
public record GridIntensity(double gramsPerKilowattHour, String place, OptionalInt year, String source) {
    /** Interim. */
    public static GridIntensity of(String country) {
        throw new IllegalArgumentException("no figures for " + country);
    }

    /** Interim. */
    public static GridIntensity world() {
        return new GridIntensity(475, "world average", OptionalInt.of(2019), "IEA 2019");
    }

    /** Interim. */
    public static GridIntensity fixed(double grams) {
        return new GridIntensity(grams, "given", OptionalInt.empty(), "given by the user");
    }
}
