package io.powermeter.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Reads durations such as {@code 100ms}, {@code 1.5s}, {@code 5m} and {@code 2h}; a bare number is seconds. */
final class DurationText implements CommandLine.ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(us|ms|s|m|min|h|)");

    @Override
    public Duration convert(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new CommandLine.TypeConversionException(
                    "\"" + text + "\" is not a duration; write for instance 100ms, 5s, 2m or 1h");
        }
        double nanosPerUnit = switch (form.group(2)) {
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "m", "min" -> 60e9;
            case "h" -> 3600e9;
            default -> 1e9;
        };
        return Duration.ofNanos(Math.round(Double.parseDouble(form.group(1)) * nanosPerUnit));
    }
}
