package io.powermeter.wattmeter;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the power in a line of text. Without parameters the whole line must be a number, with or without a name before it
 * and a unit behind it: {@code 12.3}, {@code P=12.34W}, {@code CPU Power: 105 mW}. {@code label=} takes the number behind a
 * text wherever it stands, {@code column=N} the N-th of the numbers between commas, semicolons, bars or blanks.
 *
 * <p>A number with another unit than one of power is no power.
 */
final class WattText {
    private static final String NUMBER = "([-+]?(?:[0-9]{1,12}(?:\\.[0-9]+)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?)";
    private static final Pattern WHOLE = Pattern.compile("(?:[^=:]{0,200}[=:])?\\s*" + NUMBER + "\\s*(\\S*)");
    private static final Pattern BEHIND =
            Pattern.compile("[\\s\"'=:|,]*" + NUMBER + "\\s*([A-Za-z\u00b5\u03bc]*)(.?).*");

    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("W", 1.0),
            Map.entry("Watt", 1.0),
            Map.entry("Watts", 1.0),
            Map.entry("watt", 1.0),
            Map.entry("watts", 1.0),
            Map.entry("mW", 1e-3),
            Map.entry("uW", 1e-6),
            Map.entry("\u00b5W", 1e-6),
            Map.entry("\u03bcW", 1e-6),
            Map.entry("kW", 1e3));

    private final String label;
    private final int column;
    private final double usual;

    private WattText(String label, int column, double usual) {
        this.label = label;
        this.column = column;
        this.usual = usual;
    }

    /**
     * Reads the parameters {@code label}, {@code column} and {@code unit}.
     *
     * @throws IllegalArgumentException if they are wrong
     */
    static WattText of(MeterLine line) {
        if (line.text("label").isPresent() && line.text("column").isPresent()) {
            throw line.wrong("give label= or column=, not both");
        }
        return new WattText(line.text("label").orElse(""), line.whole("column", 0, 1, 1000), unit(line));
    }

    /** Returns the watts that 1 of the line's {@code unit} is. */
    static double unit(MeterLine line) {
        return Optional.ofNullable(UNITS.get(line.text("unit").orElse("W")))
                .orElseThrow(() -> line.wrong("unit must be W, mW, uW or kW"));
    }

    boolean isLabelled() {
        return !label.isEmpty();
    }

    /** Returns whether a line is meant to be looked at. */
    boolean concerns(String line) {
        return !line.isBlank() && (label.isEmpty() || line.contains(label));
    }

    /** Returns the power in watts, NaN if the line does not tell it. */
    double watts(String line) {
        if (!label.isEmpty()) {
            int at = line.indexOf(label);
            return at < 0 ? Double.NaN : watts(BEHIND.matcher(line.substring(at + label.length())));
        }
        if (column > 0) {
            String[] columns = line.strip().split("\\s*[,;|]\\s*|\\s+", -1);
            return column > columns.length ? Double.NaN : watts(WHOLE.matcher(columns[column - 1]));
        }
        return watts(WHOLE.matcher(line.strip()));
    }

    private double watts(Matcher parts) {
        if (!parts.matches()
                || parts.groupCount() > 2 && !String.valueOf(parts.group(3)).matches("[\\s,;\"'|)}]?")) {
            return Double.NaN;
        }
        String unit = String.valueOf(parts.group(2));
        Double factor = unit.isEmpty() ? Double.valueOf(usual) : UNITS.get(unit);
        double watts = factor == null ? Double.NaN : Double.parseDouble(String.valueOf(parts.group(1))) * factor;
        return Math.abs(watts) <= PlugReading.HIGHEST_WATTS ? watts : Double.NaN;
    }
}
