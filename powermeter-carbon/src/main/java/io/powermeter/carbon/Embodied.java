package io.powermeter.carbon;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The greenhouse gas of making, moving and disposing of a machine, spread evenly over the years of its use: {@code M = TE x
 * TiR / EL} of the Software Carbon Intensity specification (ISO/IEC 21031:2024), with the whole machine reserved for the job.
 *
 * @param kilograms CO2 equivalent in all, above 0
 * @param years of use, above 0
 */
public record Embodied(Band kilograms, double years) {
    /** As of the Julian year, 365.25 days of 86,400 s (IAU). */
    private static final double SECONDS_PER_YEAR = 31_557_600;

    private static final Pattern TEXT = Pattern.compile("([0-9.]+(?:-[0-9.]+)?) ?kg ?/ ?([0-9.]+) ?y");

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if one is not above 0
     */
    public Embodied {
        if (!(kilograms.low() > 0 && years > 0 && Double.isFinite(years))) {
            throw new IllegalArgumentException("the embodied carbon and the years of use must be above 0, not "
                    + kilograms + " kg and " + years + " years; give --embodied, such as 1200kg/4y");
        }
    }

    /**
     * Returns what a text says, such as {@code 1200kg/4y} or {@code 900-1500kg/4y}.
     *
     * @throws IllegalArgumentException if it says nothing of the kind
     */
    public static Embodied parse(String text) {
        Matcher words = TEXT.matcher(text.strip());
        try {
            if (words.matches()) {
                return new Embodied(Band.parse(words.group(1)), Double.parseDouble(words.group(2)));
            }
        } catch (NumberFormatException e) {
            // as below
        }
        throw new IllegalArgumentException("embodied carbon is kilograms by years of use, such as 1200kg/4y or"
                + " 900-1500kg/4y, not \"" + text + "\"");
    }

    /** Returns the grams that {@code seconds} of use are to bear. */
    public Band grams(double seconds) {
        return kilograms.times(1000 * seconds / (years * SECONDS_PER_YEAR));
    }
}
