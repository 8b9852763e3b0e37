package io.powermeter.reports.words;

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
public final class Words {
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

    private Words() {}

    /** Returns the component's name as a heading. */
    public static String of(Component component) {
        return capital(component.label());
    }

    /** Returns a text that begins with a capital letter. */
    public static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Returns {@code measured} or {@code estimated}. */
    public static String of(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    /** Returns at most {@code length} characters of a text, with an ellipsis where it was cut. */
    public static String cut(String text, int length) {
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }

    /** Returns at most {@code length} characters of a text, with an ellipsis in the middle if it was cut. */
    public static String cutMiddle(String text, int length) {
        int all = text.codePointCount(0, text.length());
        if (all <= length) {
            return text;
        }
        int tail = (length - 1) / 2;
        return text.substring(0, text.offsetByCodePoints(0, length - 1 - tail)) + "…"
                + text.substring(text.offsetByCodePoints(text.length(), -tail));
    }

    /** Returns a text without line breaks, characters that no XML file may hold, and marks that turn the direction of what follows. */
    public static String oneLine(String text) {
        return UNSEEN.matcher(text).replaceAll(" ").strip();
    }

    /** Returns a command as it would be typed into a shell. */
    public static String command(List<String> command) {
        return command.stream()
                .map(word -> word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Returns the format of numbers at an axis: at most six digits, and no more of them than needed. */
    public static NumberFormat axisNumbers() {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setMinusSign('−');
        return new DecimalFormat("0.######", symbols);
    }
}
