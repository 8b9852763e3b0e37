package io.powermeter.wattmeter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where the time and the power are in the rows of a file.
 *
 * @param heading the names of the columns
 * @param separator between fields
 * @param time the index of the time
 * @param power the index of the power
 * @param factor watts for 1 of the file's unit
 * @param omegawatt whether the rows are OmegaWatt's, with a mark for bad ones
 */
record CsvColumns(List<String> heading, char separator, int time, int power, double factor, boolean omegawatt) {
    private static final List<String> TIMES = List.of("timestamp", "time", "datetime", "date_time", "ts", "date");

    /** What the line says of the columns; empty or 0 where it says nothing. */
    record Wanted(String time, String power, int channel, double factor) {}

    /**
     * Finds the columns.
     *
     * @throws MeterException if one is not there; the sentence lists those that are
     */
    static CsvColumns of(String headingLine, Wanted wanted) throws MeterException {
        char separator = separator(headingLine);
        List<String> heading = OmegaWatt.names(fields(headingLine, separator));
        int time = wanted.time().isEmpty() ? usualTime(heading) : heading.indexOf(wanted.time());
        String name = wanted.channel() > 0 ? "activepow" + wanted.channel() : wanted.power();
        int power = heading.indexOf(name.replaceAll("^#", ""));
        if (time < 0 || power < 0 || time == power) {
            String lacking = time < 0 ? "of time (name it by time=)" : name.replaceAll("[^\\x20-\\x7e]", "?");
            String there = String.join(", ", heading).replaceAll("[^\\x20-\\x7e]", "?");
            throw MeterException.of("the file has no column " + lacking + "; it has: "
                    + there.substring(0, Math.min(300, there.length())));
        }
        return new CsvColumns(heading, separator, time, power, wanted.factor(), heading.contains("frame_is_ok"));
    }

    /** Returns the time of a row in nanoseconds since 1970, {@link TimeText#NONE} if it has none. */
    long epochNanos(List<String> fields) {
        return fields.size() <= time ? TimeText.NONE : TimeText.epochNanos(fields.get(time));
    }

    /** Returns the power of a row, NaN if it does not tell it. */
    double watts(List<String> fields) {
        if (fields.size() != heading.size()) {
            return Double.NaN;
        }
        if (omegawatt) {
            return OmegaWatt.watts(heading, new int[] {power}, fields)[0];
        }
        String text = fields.get(power).strip();
        text = separator == ',' ? text : text.replace(',', '.');
        if (!text.matches("[-+]?([0-9]{1,12}(\\.[0-9]+)?|\\.[0-9]+)([eE][-+]?[0-9]{1,2})?")) {
            return Double.NaN;
        }
        double watts = Double.parseDouble(text) * factor;
        return Math.abs(watts) <= PlugReading.HIGHEST_WATTS ? watts : Double.NaN;
    }

    List<String> fields(String row) {
        return fields(row, separator);
    }

    /** Quotes hold separators; a quote inside quotes is doubled. */
    private static List<String> fields(String row, char separator) {
        if (row.indexOf('"') < 0) {
            return Arrays.asList(row.split(separator == '\t' ? "\t" : "[" + separator + "]", -1));
        }
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            boolean doubled = quoted && c == '"' && i + 1 < row.length() && row.charAt(i + 1) == '"';
            if (doubled) {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static char separator(String heading) {
        return heading.indexOf(';') >= 0 ? ';' : heading.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private static int usualTime(List<String> heading) {
        for (String usual : TIMES) {
            for (int i = 0; i < heading.size(); i++) {
                if (heading.get(i).toLowerCase(Locale.ROOT).equals(usual)) {
                    return i;
                }
            }
        }
        return -1;
    }
}
