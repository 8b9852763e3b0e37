package io.powermeter.grid;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.recording.ToldIntensity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Stretches of time in which figures hold: of one length, beginning at multiples of it in UTC. */
final class Times {
    /** Figures of the present may be revised: they are asked for again after this. */
    private static final Duration PRESENT = Duration.ofMinutes(5);

    /** What is older than this is hardly revised any more. */
    private static final Duration SETTLED = Duration.ofDays(2);

    private static final Duration KEPT = Duration.ofDays(30);

    private Times() {}

    /** Returns the begin of the stretch that an instant lies in. */
    static Instant floor(Instant instant, Duration step) {
        long seconds = Math.floorDiv(instant.getEpochSecond(), step.toSeconds()) * step.toSeconds();
        return Instant.ofEpochSecond(seconds);
    }

    /** Returns the end of the last stretch that a time up to {@code instant} needs; at least one after {@code from}. */
    static Instant ceiling(Instant from, Instant instant, Duration step) {
        Instant floor = floor(instant, step);
        return floor.equals(instant) && floor.isAfter(from) ? floor : floor.plus(step);
    }

    /**
     * Returns since when an answer that reaches to {@code to} may be kept: the present changes with each stretch, and what was
     * answered of it may have been revised before it was settled.
     */
    static Instant fresh(Instant to, Instant now, Duration step) {
        Instant settled = to.plus(SETTLED);
        return settled.isBefore(now) ? later(settled, now.minus(KEPT)) : later(floor(now, step), now.minus(PRESENT));
    }

    /** Returns the later of two instants. */
    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Returns an instant as ISO 8601 writes it, with seconds or without; nothing if it is none. */
    static Optional<Instant> parse(JsonNode text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.asText("")).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns the begin of a sentence. */
    static String nothing(String who, Instant from, Instant to) {
        return who + " told nothing of " + from + " to " + to;
    }

    /**
     * Returns the figures, if one of them is of the time asked for.
     *
     * @throws GridException if none is: what is stale is not passed off as of now
     */
    static List<ToldIntensity> ofTime(List<ToldIntensity> told, Instant from, Instant to, String who)
            throws GridException {
        if (told.stream().noneMatch(one -> one.from().isBefore(to) && one.to().isAfter(from))) {
            throw GridException.untold(nothing(who, from, to)
                    + told.stream()
                            .map(ToldIntensity::to)
                            .max(Instant::compareTo)
                            .map(last -> ": its last figure is of the time up to " + last + ".")
                            .orElse(": it has no figure."));
        }
        return told;
    }
}
