package io.powermeter.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.recording.ToldIntensity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointedFigureTest {
    private static final Instant NOON = Instant.parse("2026-01-20T12:00:00Z");

    @TempDir
    Path cache;

    private Operator operator;

    @BeforeEach
    void open() throws IOException {
        operator = new Operator("2026-01-20T12:02:00Z");
    }

    @AfterEach
    void close() {
        operator.close();
    }

    private GridSource source(String rest) {
        return GridSource.of(operator.uri() + rest, operator.access(cache));
    }

    @Test
    void between_now_isTheNumberForFiveMinutes() throws GridException {
        operator.answer("/now?key=a", "{\"records\":[{\"CO2Emission\":65.5}]}");
        assertThat(source("/now?key=a#/records/0/CO2Emission").between(NOON, NOON.plusSeconds(120)))
                .containsExactly(new ToldIntensity(NOON, NOON.plusSeconds(300), 65.5, "127.0.0.1"));
        assertThat(operator.token()).isEqualTo("Bearer s3cret");
    }

    @Test
    void between_longAgo_isRefusedWithTheRemedy() {
        assertThatThrownBy(() -> source("/now#/x").between(NOON.minusSeconds(7200), NOON.minusSeconds(3600)))
                .hasMessageEndingWith("/now#/x tells the present only, and nothing of 2026-01-20T10:00:00Z to"
                        + " 2026-01-20T11:00:00Z. If it knows the past, put {from} and {to} into its address.");
        assertThat(operator.questions()).isEmpty();
    }

    @Test
    void between_addressWithInstants_isTheNumberForTheTimeBetweenThem() throws GridException {
        operator.answer("/mean?a=2026-01-20T10:00:00Z&b=2026-01-20T10:10:00Z", "{\"mean\":120}");
        Instant ten = Instant.parse("2026-01-20T10:00:00Z");
        assertThat(source("/mean?a={from}&b={to}#/mean").between(ten.plusSeconds(1), ten.plusSeconds(301)))
                .containsExactly(new ToldIntensity(ten, ten.plusSeconds(600), 120, "127.0.0.1"));
    }

    @Test
    void follow_addressWithInstants_isNotAskedForOneMeanOfTheWholeRun() throws Exception {
        operator.answer("/mean?a=2026-01-20T12:00:00Z&b=2026-01-20T12:05:00Z", "{\"mean\":100}");
        operator.answer("/mean?a=2026-01-20T12:05:00Z&b=2026-01-20T12:25:00Z", "{\"mean\":200}");
        List<ToldIntensity> told = new CopyOnWriteArrayList<>();
        List<String> complaints = new CopyOnWriteArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        GridFollower follower = GridFollower.start(
                source("/mean?a={from}&b={to}#/mean"),
                operator::now,
                figure -> {
                    told.add(figure);
                    first.countDown();
                },
                complaints::add);
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        operator.setNow("2026-01-20T12:22:00Z");
        follower.close();
        assertThat(told)
                .containsExactly(
                        new ToldIntensity(NOON, NOON.plusSeconds(300), 100, "127.0.0.1"),
                        new ToldIntensity(NOON.plusSeconds(300), NOON.plusSeconds(1500), 200, "127.0.0.1"));
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"x\":null} | but a null.",
                "{\"x\":\"65\"} | but a string.",
                "{\"y\":65} | but nothing.",
                "{\"x\":-1} | but -1.",
                "{\"x\":65000} | but 65000."
            })
    void between_noNumberThere_saysWhatIs(String body, String message) {
        operator.answer("/now", body);
        assertThatThrownBy(() -> source("/now#/x").between(NOON, NOON.plusSeconds(120)))
                .hasMessage(operator.uri() + "/now#/x has no number of g/kWh from 0 to 5000 there, " + message);
    }

    @Test
    void name_query_isLeftOutSinceItMayBeSecret() {
        assertThat(source("/now?key=hidden#/x").name())
                .isEqualTo(operator.uri() + "/now#/x")
                .doesNotContain("hidden");
    }
}
