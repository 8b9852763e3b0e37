package io.powermeter.nvsmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.measurement.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmiValueTest {
    @ParameterizedTest
    @CsvSource({
        "POWER, 26.84 W, 26.84",
        "POWER, 0.00 W, 0",
        "POWER, 26840 mW, 26.84",
        "POWER, 1.5 kW, 1500",
        "POWER, '\t7 W\n', 7",
        "POWER, 7W, 7",
        "UTILIZATION, 57 %, 0.57",
        "UTILIZATION, 100 %, 1",
        "TEMPERATURE, 45 C, 45",
        "MEMORY, 862 MiB, 903872512",
        "MEMORY, 512 MB, 536870912",
        "MEMORY, 3 KiB, 3072",
        "MEMORY, 2 GiB, 2147483648",
    })
    void of_numberAndUnit_isInTheUnitOfTheQuantity(Quantity quantity, String text, double value) {
        assertThat(SmiValue.of(quantity, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "N/A",
                " N/A ",
                "[N/A]",
                "[Not Supported]",
                "Not Supported",
                "[Unknown Error]",
                "Unknown Error",
                "[GPU requires reset]",
                "ERR!",
                "Requested functionality has been deprecated",
                "",
                "-",
                "12",
                "W",
                "-1.00 W",
                "+1.00 W",
                "1,5 W",
                "1e3 W",
                "0x10 W",
                "NaN W",
                "Infinity W",
                "1.2.3 W",
                "12 W 13 W",
                "12 Watt",
                "12 C",
                "50 %",
                "9999999999999 W",
                "\u0661\u0662 W",
            })
    void of_anythingElse_isNoPower(String text) {
        assertThat(SmiValue.of(Quantity.POWER, text)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "POWER, 4294967.29 W",
        "POWER, 10001 W",
        "POWER, 11 kW",
        "UTILIZATION, 101 %",
        "TEMPERATURE, 4294967295 C"
    })
    void of_moreThanACardCanHave_isNoValue(Quantity quantity, String text) {
        assertThat(SmiValue.of(quantity, text)).isNaN();
    }

    @Test
    void of_nothing_isNoValue() {
        assertThat(SmiValue.of(Quantity.POWER, null)).isNaN();
    }
}
