package io.powermeter.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.recording.ToldIntensity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UkCarbonIntensityTest {
    private static final Instant NOON = Instant.parse("2026-01-20T12:00:00Z");

    @TempDir
    Path cache;

    private Operator operator;

    @BeforeEach
    void open() throws IOException {
        operator = new Operator("2026-01-20T12:40:00Z");
    }

    @AfterEach
    void close() {
        operator.close();
    }

    private UkCarbonIntensity source(String outward) {
        return new UkCarbonIntensity(operator.uri(), outward, operator.access(cache));
    }

    private static String halfHour(String from, String to, String forecast, String actual) {
        return "{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"intensity\":{\"forecast\":" + forecast
                + (actual.isEmpty() ? "" : ",\"actual\":" + actual) + ",\"index\":\"moderate\"}}";
    }

    private static ToldIntensity told(int halfHour, double grams, String source) {
        Instant from = NOON.plusSeconds(1800L * halfHour);
        return new ToldIntensity(from, from.plusSeconds(1800), grams, "UK Carbon Intensity API, " + source);
    }

    @Test
    void between_overAHalfHour_takesActualsAndWhereThereIsNoneTheForecast() throws GridException {
        operator.answer(
                "/intensity/2026-01-20T12:00Z/2026-01-20T13:00Z",
                "{\"data\":["
                        + halfHour("2026-01-20T12:00Z", "2026-01-20T12:30Z", "266", "263") + ","
                        + halfHour("2026-01-20T12:30Z", "2026-01-20T13:00Z", "270", "null") + "]}");
        assertThat(source("").between(NOON.plusSeconds(1), NOON.plusSeconds(2400)))
                .containsExactly(told(0, 263, "Great Britain"), told(1, 270, "Great Britain, forecast"));
        assertThat(operator.token()).as("nobody asked for a token").isEmpty();
    }

    @Test
    void between_exactHalfHour_asksForItAlone() throws GridException {
        operator.answer(
                "/intensity/2026-01-20T12:00Z/2026-01-20T12:30Z",
                "{\"data\":["
                        + halfHour("2026-01-20T11:30Z", "2026-01-20T12:00Z", "266", "263") + ","
                        + halfHour("2026-01-20T12:00Z", "2026-01-20T12:30Z", "0", "0") + "]}");
        assertThat(source("").between(NOON, NOON.plusSeconds(1800))).contains(told(0, 0, "Great Britain"));
    }

    @Test
    void between_postcode_readsTheRegionsForecasts() throws GridException {
        operator.answer(
                "/regional/intensity/2026-01-20T12:00Z/2026-01-20T12:30Z/postcode/RG10",
                "{\"data\":{\"regionid\":12,\"dnoregion\":\"SSE South\",\"shortname\":\"South England\",\"data\":["
                        + halfHour("2026-01-20T12:00Z", "2026-01-20T12:30Z", "200", "") + "]}}");
        assertThat(source("RG10").between(NOON, NOON.plusSeconds(60)))
                .containsExactly(told(0, 200, "region of RG10, forecast"));
    }

    @Test
    void between_fortnights_asksForAtMostThirteenDays() throws GridException {
        operator.answer(
                "/intensity/2026-01-01T00:00Z/2026-01-14T00:00Z",
                "{\"data\":[" + halfHour("2026-01-01T00:00Z", "2026-01-01T00:30Z", "100", "100") + "]}");
        operator.answer("/intensity/2026-01-14T00:00Z/2026-01-14T00:30Z", "{\"data\":[]}");
        assertThat(source("").between(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-14T00:00:01Z")))
                .hasSize(1);
    }

    @Test
    void between_wrongPostcode_tellsWhatTheServerSays() {
        operator.refuse(
                "/regional/intensity/2026-01-20T12:00Z/2026-01-20T12:30Z/postcode/ZZ9",
                400,
                "{\"error\":{\"code\":\"400 Bad Request\",\"message\":\"Please enter a valid postcode\"}}",
                Map.of());
        assertThatThrownBy(() -> source("ZZ9").between(NOON, NOON.plusSeconds(60)))
                .hasMessage("uk:ZZ9 answered with HTTP 400, \"Please enter a valid postcode\".");
    }
}
