package io.powermeter.reports.comparison;

import io.powermeter.reports.words.Words;
import java.util.Locale;
import java.util.Optional;

/**
 * By what runs are told to be repeats of one thing.
 *
 * @param kind where to look
 * @param key the name of the setting or metric, empty for the run's name
 */
public record Grouping(Kind kind, String key) {
    /** Where to look. */
    public enum Kind {
        /** In the name of the run. */
        NAME,
        /** In a setting of the job or of the meter. */
        SETTING,
        /** In a number that the job told. */
        METRIC
    }

    /** By the name that the user gave the run. */
    public static final Grouping NAME = new Grouping(Kind.NAME, "");

    /**
     * Reads {@code name}, {@code setting:KEY} or {@code metric:KEY}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static Grouping parse(String text) {
        String[] parts = text.split(":", 2);
        String key = parts.length == 2 ? parts[1] : "";
        return switch (parts[0]) {
            case "name" -> key.isEmpty() ? NAME : none(text);
            case "setting" -> key.isEmpty() ? none(text) : new Grouping(Kind.SETTING, key);
            case "metric" -> key.isEmpty() ? none(text) : new Grouping(Kind.METRIC, key);
            default -> none(text);
        };
    }

    private static Grouping none(String text) {
        throw new IllegalArgumentException("Cannot group by \"" + text
                + "\". Give name, setting:KEY such as setting:job.model, or metric:KEY such as metric:sparsity.");
    }

    /** Returns it as {@link #parse} reads it. */
    @Override
    public String toString() {
        String where = kind.name().toLowerCase(Locale.ROOT);
        return key.isEmpty() ? where : where + ":" + key;
    }

    /** Returns the label of a run's group, nothing if the run does not tell it. */
    Optional<String> label(RunFigures run) {
        return switch (kind) {
            case NAME -> Optional.of(Words.oneLine(run.name()).isEmpty() ? "without name" : run.name());
            case SETTING -> setting(run);
            case METRIC -> Optional.ofNullable(run.metrics().get(key)).map(value -> key + " " + number(value));
        };
    }

    /** Settings of a bundled workload may be given without the {@code job.} in front. */
    private Optional<String> setting(RunFigures run) {
        return Optional.ofNullable(run.settings().get(key))
                .or(() -> Optional.ofNullable(run.settings().get(RunSettings.JOB + key)))
                .map(value -> key + " " + value);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Returns what a run lacks that has no label. */
    String lack() {
        return kind == Kind.SETTING ? "it has no setting " + key : "its job told no metric " + key;
    }

    /** Returns whether a setting is what tells the groups apart. */
    boolean isBy(String setting) {
        return kind == Kind.SETTING && (setting.equals(key) || setting.equals(RunSettings.JOB + key));
    }
}
