package io.powermeter.recording;

import org.jspecify.annotations.Nullable;

/** Something that happened at an instant of a run: a line of {@code events.jsonl}. */
public sealed interface Mark {
    /** Returns when, in nanoseconds since the run's start. */
    long elapsedNanos();

    /** The job's first process was started; its process id. */
    record JobBegin(long elapsedNanos, long pid) implements Mark {}

    /** The job's first process ended; its exit code as a shell gives it, null if there was no command. */
    record JobEnd(long elapsedNanos, @Nullable Integer exitCode) implements Mark {}

    /** A phase began. Phases nest and may overlap. */
    record PhaseBegin(long elapsedNanos, String phase) implements Mark {}

    /** The phase of this name that began last ended. */
    record PhaseEnd(long elapsedNanos, String phase) implements Mark {}

    /** The job said a number. */
    record Metric(long elapsedNanos, String metric, double value) implements Mark {}

    /** The job said how it was set up. */
    record Setting(long elapsedNanos, String setting, String value) implements Mark {}

    /** The meter has something to say about the numbers. */
    record Warning(long elapsedNanos, String text) implements Mark {}

    /** Somebody told the intensity of the grid, for a stretch of time that may reach beyond the run. */
    record Grid(long elapsedNanos, ToldIntensity told) implements Mark {}

    /** The energy of a channel between {@code fromNanos} and {@code elapsedNanos} is not known. */
    record Gap(long elapsedNanos, long fromNanos, String channel, String reason) implements Mark {}
}
