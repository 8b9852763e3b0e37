package io.powermeter.carbon;

import java.util.OptionalInt;

/**
 * How much greenhouse gas the making of a grid's electricity emits, on average over its life cycle.
 *
 * @param gramsPerKilowattHour CO2 equivalent in g/kWh, above 0
 * @param place the country, a part of it, {@code world average}, or {@code given}
 * @param year the year that the figure is of; empty if it was given
 * @param source who published it
 */
public record GridIntensity(Band gramsPerKilowattHour, String place, OptionalInt year, String source) {
    /** No grid is dirtier than 1,306 g/kWh in the table; more than this is another unit. */
    private static final double HIGHEST_PLAUSIBLE = 5000;

    /** IEA, "Global Energy & CO2 Status Report 2019", section Emissions. */
    private static final double WORLD_2019 = 475;

    /** The cleanest and the dirtiest grid of the table, Lesotho's and Turkmenistan's: an unknown place may have either. */
    private static final Band WORLD = new Band(WORLD_2019, 20, 1306.03);

    /**
     * Checks the figure.
     *
     * @throws IllegalArgumentException if it is not above 0 and at most 5,000
     */
    public GridIntensity {
        if (!(gramsPerKilowattHour.low() > 0 && gramsPerKilowattHour.high() <= HIGHEST_PLAUSIBLE)) {
            throw new IllegalArgumentException("grid intensity must be above 0 and at most 5000 g of CO2e per kWh, not "
                    + gramsPerKilowattHour + "; give --intensity in g/kWh, such as 56 for France");
        }
    }

    /**
     * Returns the figure of a country.
     *
     * @param country its ISO 3166 code of two or three letters or its English name, in any case
     * @throws IllegalArgumentException if the table does not have the country, or no figure for it
     */
    public static GridIntensity of(String country) {
        return IntensityTable.load().find(country.strip());
    }

    /** Returns the world's average, for when no place is known. */
    public static GridIntensity world() {
        return new GridIntensity(
                WORLD, "world average", OptionalInt.of(2019), "IEA, Global Energy & CO2 Status Report 2019");
    }

    /**
     * Returns a figure that the user gives.
     *
     * @throws IllegalArgumentException if it is not above 0 and at most 5,000 g/kWh
     */
    public static GridIntensity fixed(Band gramsPerKilowattHour) {
        return new GridIntensity(gramsPerKilowattHour, "given", OptionalInt.empty(), "--intensity");
    }
}
