package io.powermeter.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.recording.ToldIntensity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElectricityMapsTest {
    private static final String LATEST = "/v3/carbon-intensity/latest?zone=FR";
    private static final String HISTORY = "/v3/carbon-intensity/history?zone=FR";

    @TempDir
    Path cache;

    private Operator operator;
    private ElectricityMaps source;

    @BeforeEach
    void open() throws IOException {
        operator = new Operator("2025-11-21T19:20:00Z");
        source = new ElectricityMaps(operator.uri(), "FR", operator.access(cache));
    }

    @AfterEach
    void close() {
        operator.close();
    }

    private List<ToldIntensity> between(String from, String to) throws GridException {
        return source.between(Instant.parse(from), Instant.parse(to));
    }

    private static ToldIntensity hour(String from, double grams, String remark) {
        Instant begin = Instant.parse(from);
        return new ToldIntensity(begin, begin.plusSeconds(3600), grams, "Electricity Maps, zone FR" + remark);
    }

    private static String figure(String datetime, String grams, boolean estimated) {
        return "{\"zone\":\"FR\",\"carbonIntensity\":" + grams + ",\"datetime\":\"" + datetime
                + "\",\"updatedAt\":\"2025-11-21T19:09:54.950Z\",\"emissionFactorType\":\"lifecycle\",\"isEstimated\":"
                + estimated + ",\"estimationMethod\":" + (estimated ? "\"TIME_SLICER_AVERAGE\"" : "null") + "}";
    }

    @Test
    void between_thisHour_asksForTheLatestWithTheToken() throws GridException {
        operator.answer(
                LATEST,
                "{\"zone\":\"FR\",\"carbonIntensity\":58.765447504659946,\"datetime\":\"2025-11-21T19:00:00.000Z\","
                        + "\"updatedAt\":\"2025-11-21T19:09:54.950Z\"}\n");
        assertThat(between("2025-11-21T19:00:00Z", "2025-11-21T19:20:00Z"))
                .containsExactly(hour("2025-11-21T19:00:00Z", 58.765447504659946, ""));
        assertThat(operator.questions()).containsExactly(LATEST);
        assertThat(operator.token()).isEqualTo("s3cret");
    }

    @Test
    void between_overTheFullHour_asksForTheHistoryAndTellsWhatIsEstimated() throws GridException {
        operator.answer(
                HISTORY,
                "{\"zone\":\"FR\",\"history\":["
                        + String.join(
                                ",",
                                figure("2025-11-21T17:00:00.000Z", "40", false),
                                figure("2025-11-21T18:00:00.000Z", "null", false),
                                figure("no time", "50", false),
                                figure("2025-11-21T19:00:00.000Z", "60", true))
                        + "]}");
        assertThat(between("2025-11-21T18:59:59.999Z", "2025-11-21T19:00:01Z"))
                .as("the null is no 0")
                .containsExactly(hour("2025-11-21T17:00:00Z", 40, ""), hour("2025-11-21T19:00:00Z", 60, ", estimated"));
    }

    @Test
    void between_longAgo_asksForRangesOfTenDaysByWholeHours() throws GridException {
        String path = "/v3/carbon-intensity/past-range?zone=FR&start=";
        operator.answer(
                path + "2025-03-29T22:00:00Z&end=2025-04-08T22:00:00Z",
                "{\"zone\":\"FR\",\"data\":[" + figure("2025-03-30T01:00:00.000Z", "30", false) + "]}");
        operator.answer(
                path + "2025-04-08T22:00:00Z&end=2025-04-09T01:00:00Z",
                "{\"zone\":\"FR\",\"data\":[" + figure("2025-04-09T00:00:00.000Z", "35", false) + "]}");
        // local clocks were set forward on 30 March: hours are counted in UTC
        assertThat(between("2025-03-29T22:59:59Z", "2025-04-09T00:00:01Z"))
                .containsExactly(hour("2025-03-30T01:00:00Z", 30, ""), hour("2025-04-09T00:00:00Z", 35, ""));
    }

    @Test
    void between_endsAtAFullHour_doesNotAskForTheNext() throws GridException {
        operator.answer(
                "/v3/carbon-intensity/past-range?zone=FR&start=2025-11-01T10:00:00Z&end=2025-11-01T11:00:00Z",
                "{\"data\":[" + figure("2025-11-01T10:00:00.000Z", "30", false) + "]}");
        assertThat(between("2025-11-01T10:00:00Z", "2025-11-01T11:00:00Z")).hasSize(1);
    }

    @Test
    void between_staleFigure_isNotPassedOffAsOfNow() {
        operator.answer(LATEST, figure("2025-11-21T12:00:00.000Z", "60", false));
        assertThatThrownBy(() -> between("2025-11-21T19:10:00Z", "2025-11-21T19:20:00Z"))
                .isInstanceOf(GridException.class)
                .hasMessage("electricitymaps:FR told nothing of 2025-11-21T19:10:00Z to 2025-11-21T19:20:00Z:"
                        + " its last figure is of the time up to 2025-11-21T13:00:00Z.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | told nothing of 2025-11-21T19:10:00Z to 2025-11-21T19:20:00Z: it has no figure.",
                "{\"carbonIntensity\":-5,\"datetime\":\"2025-11-21T19:00:00Z\"} | it has no figure.",
                "{\"carbonIntensity\":1e9,\"datetime\":\"2025-11-21T19:00:00Z\"} | it has no figure.",
                "{\"carbonIntensity\":\"60\",\"datetime\":\"2025-11-21T19:00:00Z\"} | it has no figure.",
                "{\"carbonIntensity\":60,\"datetime\":\"2025-11-21T20:00:00Z\"} | its last figure is of the time up to 2025-11-21T21:00:00Z.",
                "{\"carbonIntensity\":60, | answered with something that is no JSON, or only a part of it.",
                "<html>hello</html> | answered with something that is no JSON"
            })
    void between_answerWithoutAFigure_saysSo(String body, String message) {
        operator.answer(LATEST, body);
        assertThatThrownBy(() -> between("2025-11-21T19:10:00Z", "2025-11-21T19:20:00Z"))
                .isInstanceOf(GridException.class)
                .hasMessageContaining(message);
    }

    @Test
    void country_zoneOfACountry_isItsCode() {
        assertThat(source.country()).contains("FR");
        assertThat(new ElectricityMaps(operator.uri(), "US-CAL-CISO", operator.access(cache)).country())
                .contains("US");
        assertThat(new ElectricityMaps(operator.uri(), "XX-1", operator.access(cache)).country())
                .isEmpty();
    }
}
