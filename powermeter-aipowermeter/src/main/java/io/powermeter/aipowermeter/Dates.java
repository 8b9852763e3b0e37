package io.powermeter.aipowermeter;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Dates as Python's {@code datetime.fromisoformat} takes them in every version: six digits and an offset. */
final class Dates {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Dates() {}

    static String text(long epochMicros) {
        return FORMAT.format(Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS));
    }

    static String text(Instant instant) {
        return text(micros(instant));
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
