package io.powermeter.reports.picture;

import java.util.List;

/**
 * The unit of an axis, of a size that leaves few digits to its numbers.
 *
 * @param symbol for people
 * @param size what one of it is, in joules or seconds
 */
public record AxisUnit(String symbol, double size) {
    private static final List<String> JOULES = List.of("µJ", "mJ", "J", "kJ", "MJ", "GJ");
    private static final int PLAIN_JOULES = JOULES.indexOf("J");

    /** Returns the largest unit of which {@code largest} joules are at least one; joules if it is 0 or not known. */
    public static AxisUnit joules(double largest) {
        if (!(largest > 0)) {
            return new AxisUnit("J", 1);
        }
        int unit = (int) Math.floor(Math.log10(largest) / 3) + PLAIN_JOULES;
        int fitting = Math.max(0, Math.min(unit, JOULES.size() - 1));
        return new AxisUnit(JOULES.get(fitting), Math.pow(1000, fitting - PLAIN_JOULES));
    }

    /** Returns seconds below five minutes, minutes below three hours, else hours. */
    public static AxisUnit seconds(double largest) {
        return largest < 300
                ? new AxisUnit("s", 1)
                : largest < 3 * 3600 ? new AxisUnit("min", 60) : new AxisUnit("h", 3600);
    }

    /** Returns a number of joules or seconds in this unit. */
    public double of(double value) {
        return value / size;
    }
}
