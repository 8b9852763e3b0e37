package io.powermeter.pi;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rails in an answer to {@code vcgencmd pmic_read_adc}: lines {@code VDD_CORE_A current(7)=1.42880000A} and
 * {@code VDD_CORE_V volt(15)=0.89745940V}, in any order. The numbers in brackets mean nothing here.
 */
final class PmicAnswer {
    private static final Pattern LINE = Pattern.compile(
            "\\s*([A-Za-z0-9_]{1,32})_(?:A\\s+current\\(\\d+\\)=(\\d{1,6}\\.\\d{1,12})A|V\\s+volt\\(\\d+\\)=(\\d{1,6}\\.\\d{1,12})V)\\s*");

    private PmicAnswer() {}

    /**
     * Returns the power of each rail of which the answer has current and voltage, once each, in watts and in order of name.
     * {@code EXT5V} and {@code BATT} are voltages alone and so no rails.
     */
    static Map<String, Double> watts(String text) {
        Map<String, Double> amperes = new TreeMap<>();
        Map<String, Double> volts = new TreeMap<>();
        for (String line : text.split("\n", -1)) {
            Matcher value = LINE.matcher(line);
            if (value.matches()) {
                boolean current = value.group(2) != null;
                // a value that comes twice is not known
                (current ? amperes : volts)
                        .merge(value.group(1), Double.valueOf(value.group(current ? 2 : 3)), (a, b) -> Double.NaN);
            }
        }
        amperes.keySet().retainAll(volts.keySet());
        amperes.replaceAll((rail, ampere) -> ampere * volts.getOrDefault(rail, Double.NaN));
        amperes.values().removeIf(watts -> watts.isNaN());
        return amperes;
    }
}
