package io.powermeter.wattmeter;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Instants as recordings write them, in nanoseconds since 1970. */
final class TimeText {
    /** No instant. */
    static final long NONE = Long.MIN_VALUE;

    private TimeText() {}

    /**
     * Returns an instant: a number of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size
     * (years 1973 to 2286), or an ISO 8601 time; one without a zone is taken for local time.
     */
    static long epochNanos(String text) {
        String time = text.strip();
        try {
            if (time.matches("[0-9]{9,19}(\\.[0-9]{0,12})?")) {
                int digits = time.indexOf('.') < 0 ? time.length() : time.indexOf('.');
                int shift = digits <= 10 ? 9 : digits <= 13 ? 6 : digits <= 16 ? 3 : 0;
                return new BigDecimal(time).scaleByPowerOfTen(shift).longValue();
            }
            if (!time.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T].*")) {
                return NONE;
            }
            String iso = time.replaceFirst("^(.{10}) ", "$1T").replace(" ", "");
            if (iso.matches(".*([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)$") && iso.indexOf('T') < iso.length() - 6) {
                return zoned(iso);
            }
            return nanos(LocalDateTime.parse(iso).atZone(ZoneId.systemDefault()).toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            return NONE;
        }
    }

    private static long zoned(String iso) {
        String full = iso.replaceFirst("([+-][0-9]{2})$", "$1:00").replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2");
        return nanos(OffsetDateTime.parse(full).toInstant());
    }

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }
}
