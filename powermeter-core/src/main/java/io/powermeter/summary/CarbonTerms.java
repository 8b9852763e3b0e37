package io.powermeter.summary;

import io.powermeter.carbon.Footprint;
import io.powermeter.carbon.GridIntensity;
import java.util.Map;

/** The carbon terms among a run's settings. */
public final class CarbonTerms {
    /** Setting: country of the grid, as {@link GridIntensity#of} takes it. */
    public static final String COUNTRY = "country";

    /** Setting: grid intensity in grams of CO2 equivalent per kilowatt-hour; goes before the country. */
    public static final String INTENSITY = "intensity";

    /** Setting: power usage effectiveness of the building. */
    public static final String PUE = "pue";

    private CarbonTerms() {}

    /**
     * Returns the terms in {@code settings}; the world average and a PUE of 1 where nothing is said.
     *
     * @throws IllegalArgumentException if a setting is no number or an unknown country
     */
    public static Footprint of(Map<String, String> settings) {
        String intensity = settings.get(INTENSITY);
        String country = settings.get(COUNTRY);
        GridIntensity grid = intensity != null
                ? GridIntensity.fixed(number(INTENSITY, intensity))
                : country != null ? GridIntensity.of(country) : GridIntensity.world();
        return new Footprint(number(PUE, settings.getOrDefault(PUE, "1")), grid);
    }

    private static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, not \"" + value + "\"", e);
        }
    }
}
