package io.powermeter.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandTest {
    @ParameterizedTest
    @CsvSource({
        "1.2, 1.2, 1.2, 1.2",
        "1-2, 1.5, 1, 2",
        "1e-3-3e-3, 2e-3, 1e-3, 3e-3",
        "5e-1, 0.5, 0.5, 0.5",
        "-3, -3, -3, -3"
    })
    void parse_numberOrTwo_isTheMeanBetweenThem(String text, double value, double low, double high) {
        assertThat(Band.parse(text)).isEqualTo(new Band(value, low, high));
        assertThat(Band.parse(Band.parse(text).toString())).isEqualTo(Band.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "many", "1.6-1.1", "1-2-3", "NaN", "1-Infinity", "1-"})
    void parse_anythingElse_isNoNumber(String text) {
        assertThatThrownBy(() -> Band.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void arithmetic_ends_areTheWorstCases() {
        assertThat(new Band(2, 1, 4).times(new Band(3, 2, 5))).isEqualTo(new Band(6, 2, 20));
        assertThat(new Band(2, 1, 4).times(0.5)).isEqualTo(new Band(1, 0.5, 2));
        assertThat(new Band(2, 1, 4).plus(Band.exact(1))).isEqualTo(new Band(3, 2, 5));
    }

    @Test
    void newBand_valueOutside_saysSo() {
        assertThatThrownBy(() -> new Band(3, 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3.0 does not lie between 1.0 and 2.0");
    }
}
