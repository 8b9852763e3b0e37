package io.powermeter.grid;

import io.powermeter.recording.ToldIntensity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Somebody who watches a grid and tells its intensity. Safe for several threads. */
public interface GridSource {
    /** Returns what it is called, without anything secret: it is recorded. */
    String name();

    /** Returns the country whose yearly figure is nearest, where this source tells nothing. */
    Optional<String> country();

    /** Returns the time for which one of its figures holds. */
    Duration step();

    /** Returns whether it tells a figure of each step of a longer time, and not one figure of all of it. */
    boolean tellsSteps();

    /**
     * Returns what it tells of a stretch of time that began before now: at least one figure that is of it in part, perhaps
     * others around.
     *
     * @throws GridException if it tells nothing of it
     */
    List<ToldIntensity> between(Instant from, Instant to) throws GridException;

    /**
     * Returns a source by its name.
     *
     * @param name {@code electricitymaps:ZONE}, {@code uk}, {@code uk:POSTCODE}, or an address with a JSON pointer behind
     *     {@code #}
     * @throws IllegalArgumentException if it is none of these, or its token is missing
     */
    static GridSource of(String name, GridAccess access) {
        String text = name.strip();
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return switch (kind) {
            case "electricitymaps" -> ElectricityMaps.of(rest, access);
            case "uk" -> UkCarbonIntensity.of(rest, access);
            case "https", "http" -> PointedFigure.of(text, access);
            default ->
                throw new IllegalArgumentException("\"" + text + "\" tells no grid; give electricitymaps:ZONE, such as"
                        + " electricitymaps:FR, uk, uk:POSTCODE, or https://HOST/PATH#/JSON/POINTER");
        };
    }
}
