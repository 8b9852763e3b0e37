package io.powermeter.wattmeter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code upsc} of Network UPS Tools writes: {@code ups.realpower} in watts, or else {@code ups.load} in percent of
 * {@code ups.realpower.nominal}, which is an estimate in steps of a hundredth of the nominal power
 * (<a href="https://networkupstools.org/docs/developer-guide.chunked/apas02.html">variables</a>).
 */
final class NutText {
    private NutText() {}

    static double watts(String text) throws MeterException {
        double watts = value(text, "ups.realpower");
        if (Double.isNaN(watts)) {
            watts = value(text, "ups.load") / 100 * value(text, "ups.realpower.nominal");
        }
        if (!(watts >= 0 && watts <= PlugReading.HIGHEST_WATTS)) {
            throw MeterException.of("this UPS tells neither ups.realpower nor ups.load with ups.realpower.nominal");
        }
        return watts;
    }

    /** Returns whether the power is computed from the load. */
    static boolean isEstimate(String text) {
        return Double.isNaN(value(text, "ups.realpower"));
    }

    private static double value(String text, String name) {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + ":[ \\t]*([0-9]{1,7}(?:\\.[0-9]{1,6})?)[ \\t]*$")
                .matcher(text);
        return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
    }
}
