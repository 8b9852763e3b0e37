package io.powermeter.carbon;

import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.ToldIntensity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** The carbon terms of a run: what was set for it, and what it recorded of the grid. */
public final class CarbonTerms {
    /** Setting: country of the grid, as {@link GridIntensity#of} takes it. */
    public static final String COUNTRY = "country";

    /** Setting: grid intensity in grams of CO2 equivalent per kilowatt-hour, one or two as in 40-60; goes before the country. */
    public static final String INTENSITY = "intensity";

    /** Setting: place that the intensity is of. */
    public static final String PLACE = "intensity.place";

    /** Setting: year that the intensity is of. */
    public static final String YEAR = "intensity.year";

    /** Setting: who published the intensity. */
    public static final String SOURCE = "intensity.source";

    /** Setting: power usage effectiveness of the building, one number or two as in 1.1-1.6. */
    public static final String PUE = "pue";

    /** Setting: what the making of the machine emitted and the years of its use, as in 1200kg/4y. */
    public static final String EMBODIED = "embodied";

    /** Setting: who was asked for the intensity while the run went on. */
    public static final String GRID = "grid";

    private CarbonTerms() {}

    /**
     * Returns the terms of a recording, with what was told of the grid while it was made.
     *
     * @throws IllegalArgumentException if a setting is no number or an unknown country
     */
    public static Footprint of(Recording recording) {
        List<ToldIntensity> told = new ArrayList<>();
        for (Mark mark : recording.marks()) {
            if (mark instanceof Mark.Grid grid) {
                told.add(grid.told());
            }
        }
        return of(recording.info().settings()).with(told);
    }

    /**
     * Returns the terms in {@code settings}; the world average and a PUE of 1 where nothing is said.
     *
     * @throws IllegalArgumentException if a setting is no number or an unknown country
     */
    public static Footprint of(Map<String, String> settings) {
        String country = settings.get(COUNTRY);
        String intensity = settings.get(INTENSITY);
        String embodied = settings.get(EMBODIED);
        GridIntensity grid = intensity != null
                ? given(number(INTENSITY, intensity, Band::parse), settings)
                : country != null ? GridIntensity.of(country) : GridIntensity.world();
        return new Footprint(
                number(PUE, settings.getOrDefault(PUE, "1"), Band::parse),
                grid,
                List.of(),
                embodied == null ? null : Embodied.parse(embodied));
    }

    private static GridIntensity given(Band gramsPerKilowattHour, Map<String, String> settings) {
        GridIntensity given = GridIntensity.fixed(gramsPerKilowattHour);
        String year = settings.get(YEAR);
        return new GridIntensity(
                gramsPerKilowattHour,
                settings.getOrDefault(PLACE, given.place()),
                year == null ? OptionalInt.empty() : OptionalInt.of(number(YEAR, year, Integer::valueOf)),
                settings.getOrDefault(SOURCE, given.source()));
    }

    private static <T> T number(String name, String value, Function<String, T> parse) {
        try {
            return parse.apply(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " must be a number, or two with a dash and the lower first, not \"" + value + "\"", e);
        }
    }
}
