package io.powermeter.reports.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisUnitTest {
    @ParameterizedTest
    @CsvSource({
        "0, J, 0",
        "NaN, J, NaN",
        "1e-9, µJ, 1e-3",
        "0.5, mJ, 500",
        "999, J, 999",
        "1000, kJ, 1",
        "2.5e6, MJ, 2.5",
        "1e13, GJ, 1e4"
    })
    void joules_largest_isOneOrMoreOfTheUnit(double joules, String symbol, double value) {
        AxisUnit unit = AxisUnit.joules(joules);

        assertThat(unit.symbol()).isEqualTo(symbol);
        assertThat(unit.of(joules)).isEqualTo(Double.valueOf(value));
    }

    @ParameterizedTest
    @CsvSource({"0, s", "299, s", "300, min", "10799, min", "10800, h"})
    void seconds_largest_leavesShortNumbers(double seconds, String symbol) {
        assertThat(AxisUnit.seconds(seconds).symbol()).isEqualTo(symbol);
    }
}
