package io.powermeter.reports;

import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The wording that all reports share. */
final class Words {
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

    private Words() {}

    /** Returns the component's name as a heading. */
    static String of(Component component) {
        String label = component.label();
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }

    static String of(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    /** Returns at most {@code length} characters of a text, with an ellipsis where it was cut. */
    static String cut(String text, int length) {
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }

    /** Returns a text without line breaks, characters that no XML file may hold, and marks that turn the direction of what follows. */
    static String oneLine(String text) {
        return UNSEEN.matcher(text).replaceAll(" ").strip();
    }

    /** Returns a command as it would be typed into a shell. */
    static String command(List<String> command) {
        return command.stream()
                .map(word -> word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Returns the format of numbers at an axis: at most six digits, and no more of them than needed. */
    static NumberFormat axisNumbers() {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setMinusSign('−');
        return new DecimalFormat("0.######", symbols);
    }
}
