package io.powermeter.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z, 2026-03-29T01:30:00Z",
        "2026-03-29T01:00:00Z, 2026-03-29T01:30:00Z, 2026-03-29T01:00:00Z, 2026-03-29T01:30:00Z",
        "2026-03-29T01:29:59.999Z, 2026-03-29T01:30:00.001Z, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
        "1969-12-31T23:59:00Z, 1969-12-31T23:59:00Z, 1969-12-31T23:30:00Z, 1970-01-01T00:00:00Z"
    })
    void floorAndCeiling_ofAnyTime_areWholeStretchesAroundIt(Instant from, Instant to, Instant floor, Instant ceiling) {
        assertThat(Times.floor(from, HALF_HOUR)).isEqualTo(floor);
        assertThat(Times.ceiling(from, to, HALF_HOUR)).isEqualTo(ceiling);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-20T12:59:00Z, 2026-01-20T12:54:00Z",
        "2026-01-20T12:31:00Z, 2026-01-20T12:30:00Z",
        "2026-01-22T12:00:00Z, 2026-01-22T12:00:00Z",
        "2026-01-22T12:00:01Z, 2026-01-22T12:00:00Z",
        "2026-01-25T12:31:00Z, 2026-01-22T12:00:00Z",
        "2026-02-21T12:00:00Z, 2026-01-22T12:00:00Z",
        "2026-02-22T12:31:00Z, 2026-01-23T12:31:00Z"
    })
    void fresh_presentAndPast_areKeptForMinutesAndOnceSettledForAMonth(Instant now, Instant fresh) {
        Instant to = Instant.parse("2026-01-20T12:00:00Z");
        assertThat(Times.fresh(to, now, HALF_HOUR)).isEqualTo(fresh);
    }
}
