package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnergyUnitTest {
    @ParameterizedTest
    @CsvSource({
        "6010.79, 6010.79, J, 6010.8",
        "6010.79, 3.21, J, 3.2",
        "12345, 12345, kJ, 12.345",
        "9999, 9999, J, 9999.0",
        "10000, -20, kJ, −0.020",
        "33.98, 33.98, J, 33.980",
        "9.5, 9.5, mJ, 9500.0",
        "7e14, 7e14, GJ, 700000",
        "3e-9, 3e-9, nJ, 3.0000",
        "428, -0.004, J, 0.00",
        "0, 0, J, 0.0",
        "NaN, NaN, J, –"
    })
    void text_ofTheLargest_hasFiveDigits(double largest, double joules, String symbol, String text) {
        EnergyUnit unit = EnergyUnit.fitting(largest);

        assertThat(unit.symbol()).isEqualTo(symbol);
        assertThat(unit.text(joules)).isEqualTo(text);
    }
}
