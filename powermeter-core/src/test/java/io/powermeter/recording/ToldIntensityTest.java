package io.powermeter.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToldIntensityTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void newToldIntensity_noGrams_isTaken() {
        assertThat(new ToldIntensity(NOON, NOON.plusSeconds(1), 0, "wind").gramsPerKilowattHour())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, 60", "5001, 60", "NaN, 60", "50, 0", "50, -60"})
    void newToldIntensity_outOfBounds_isRefused(double grams, long seconds) {
        assertThatThrownBy(() -> new ToldIntensity(NOON, NOON.plusSeconds(seconds), grams, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is no grid intensity");
    }
}
