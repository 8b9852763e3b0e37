package io.powermeter.recording;

import java.time.Instant;

/**
 * What somebody who watches a grid told of its intensity for a stretch of time.
 *
 * @param from its begin
 * @param to its end, after its begin
 * @param gramsPerKilowattHour CO2 equivalent in g/kWh, 0 to 5,000: a grid of wind alone can be rounded to 0
 * @param source who told it of which grid, such as {@code Electricity Maps, zone FR}
 */
public record ToldIntensity(Instant from, Instant to, double gramsPerKilowattHour, String source) {
    /** No grid is dirtier than 1,306 g/kWh over a year; more than this is another unit. */
    private static final double HIGHEST_PLAUSIBLE = 5000;

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if they are out of bounds
     */
    public ToldIntensity {
        if (!from.isBefore(to) || !(gramsPerKilowattHour >= 0 && gramsPerKilowattHour <= HIGHEST_PLAUSIBLE)) {
            throw new IllegalArgumentException(
                    gramsPerKilowattHour + " g/kWh from " + from + " to " + to + " is no grid intensity");
        }
    }
}
