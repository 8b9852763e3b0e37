package io.powermeter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 64 | 0.1 | 0.9 | 1 | epochs is 0, allowed is 1 to 1000.",
                "1001 | 64 | 0.1 | 0.9 | 1 | epochs is 1001, allowed is 1 to 1000.",
                "1 | 0 | 0.1 | 0.9 | 1 | batch is 0, allowed is 1 to 1024.",
                "1 | 1025 | 0.1 | 0.9 | 1 | batch is 1025, allowed is 1 to 1024.",
                "1 | 64 | 0 | 0.9 | 1 | lr is 0.0, allowed is any number above 0.",
                "1 | 64 | NaN | 0.9 | 1 | lr is NaN, allowed is any number above 0.",
                "1 | 64 | Infinity | 0.9 | 1 | lr is Infinity, allowed is any number above 0.",
                "1 | 64 | 0.1 | 1 | 1 | momentum is 1.0, allowed is 0 or more, below 1.",
                "1 | 64 | 0.1 | -0.1 | 1 | momentum is -0.1, allowed is 0 or more, below 1.",
                "1 | 64 | 0.1 | 0.9 | 0 | threads is 0, allowed is 1 to 64.",
                "1 | 64 | 0.1 | 0.9 | 65 | threads is 65, allowed is 1 to 64."
            })
    void settings_outOfRange_nameTheRange(
            int epochs, int batch, double lr, double momentum, int threads, String message) {
        assertThatThrownBy(() -> new TrainingSettings(epochs, batch, lr, Schedule.CONSTANT, momentum, 1, threads))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void rate_cosine_fallsAsHalfACosineAndNeverToZero() {
        TrainingSettings cosine = new TrainingSettings(3, 64, 0.1, Schedule.COSINE, 0.9, 1, 1);

        assertThat(cosine.rate(1)).isEqualTo(0.1);
        assertThat(cosine.rate(2)).isCloseTo(0.075, within(1e-12));
        assertThat(cosine.rate(3)).isCloseTo(0.025, within(1e-12));
    }

    @Test
    void rate_constant_stays() {
        assertThat(TrainingSettings.DEFAULT.rate(2)).isEqualTo(0.03);
    }
}
