package io.powermeter.nvsmi;

import io.powermeter.measurement.Quantity;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a text of {@code nvidia-smi} says: a number with its unit, such as {@code 26.84 W} or {@code 862 MiB}.
 *
 * <p>Everything else is no value. The program has many words for that ({@code N/A}, {@code [Not Supported]}, {@code ERR!},
 * {@code [GPU requires reset]}, {@code Requested functionality has been deprecated}), and drivers bring new ones, so none is
 * looked for.
 */
final class SmiValue {
    private static final Pattern NUMBER_AND_UNIT =
            Pattern.compile("\\s*([0-9]{1,12}(?:\\.[0-9]{1,9})?) ?(mW|W|kW|%|C|[KMGT]iB|MB)\\s*");

    /** How many of a unit make one of the quantity's; MB is how drivers before 331 called MiB. */
    private static final Map<Quantity, Map<String, Double>> DIVISORS = Map.of(
            Quantity.POWER, Map.of("mW", 1e3, "W", 1.0, "kW", 1e-3),
            Quantity.UTILIZATION, Map.of("%", 100.0),
            Quantity.TEMPERATURE, Map.of("C", 1.0),
            Quantity.MEMORY, Map.of("KiB", 0x1p-10, "MiB", 0x1p-20, "MB", 0x1p-20, "GiB", 0x1p-30, "TiB", 0x1p-40));

    private SmiValue() {}

    /** Returns the value in the quantity's unit, NaN if the text says none. */
    static double of(Quantity quantity, @Nullable String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return Double.NaN;
        }
        Double divisor = DIVISORS.getOrDefault(quantity, Map.of()).get(matcher.group(2));
        if (divisor == null) {
            return Double.NaN;
        }
        double value = Double.parseDouble(matcher.group(1)) / divisor;
        return value <= Believable.most(quantity) ? value : Double.NaN;
    }
}
