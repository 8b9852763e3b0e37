package io.powermeter.aipowermeter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates as Python's {@code datetime.fromisoformat} takes them in every version: six digits and an offset. */
final class Dates {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private Dates() {}

    static String text(long epochMicros) {
        return FORMAT.format(Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS));
    }

    static String text(Instant instant) {
        return text(micros(instant));
    }

    /**
     * Returns the instant of a date as AIPowerMeter writes it: local time without an offset, or ISO 8601 with one. Where summer
     * time ends an hour comes twice; it is the second one if the first would be before {@code notBefore}.
     */
    static Optional<Instant> parse(String text, ZoneId zone, Instant notBefore) {
        return anyYear(text, zone, notBefore).filter(Dates::isPlausible);
    }

    /** Returns whether a clock may have told this: times that are centuries apart have no length in nanoseconds. */
    static boolean isPlausible(Instant instant) {
        return !instant.isBefore(EARLIEST) && instant.isBefore(LATEST);
    }

    private static Optional<Instant> anyYear(String text, ZoneId zone, Instant notBefore) {
        String iso = text.strip().replaceFirst(" ", "T");
        try {
            return Optional.of(OffsetDateTime.parse(iso).toInstant());
        } catch (DateTimeParseException e) {
            return local(iso, zone, notBefore);
        }
    }

    private static Optional<Instant> local(String iso, ZoneId zone, Instant notBefore) {
        try {
            LocalDateTime local = LocalDateTime.parse(iso);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
            for (ZoneOffset offset : offsets) {
                if (!local.toInstant(offset).isBefore(notBefore)) {
                    return Optional.of(local.toInstant(offset));
                }
            }
            return Optional.of(local.atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
