package io.powermeter.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.reports.statistics.Interval;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 J",
        "0.0000012, 1.200 µJ",
        "0.5, 500.0 mJ",
        "12.3456, 12.35 J",
        "999.96, 1.000 kJ",
        "999.94, 999.9 J",
        "2826000, 2.826 MJ",
        "-1234, -1.234 kJ",
        "NaN, –",
        "Infinity, –"
    })
    void joules_anySize_fourDigitsAndAFittingUnit(double joules, String text) {
        assertThat(Figures.joules(joules)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"3600, 1.000 Wh", "360, 100.0 mWh", "2826000, 785.0 Wh", "36000000, 10.00 kWh"})
    void wattHours_ofJoules_dividesBy3600(double joules, String text) {
        assertThat(Figures.wattHours(joules)).isEqualTo(text);
    }

    @Test
    void wattsGramsBytes_haveTheirUnits() {
        assertThat(Figures.watts(1500)).isEqualTo("1.500 kW");
        assertThat(Figures.grams(0.1122)).isEqualTo("112.2 mg");
        assertThat(Figures.grams(2_500_000)).isEqualTo("2.500 t");
        assertThat(Figures.bytes(512)).isEqualTo("512.0 B");
        assertThat(Figures.bytes(3L << 30)).isEqualTo("3.000 GiB");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "0.0123, 12.3 ms",
        "83.44, 83.4 s",
        "119.9, 120 s",
        "119.96, 2 min 0 s",
        "754, 12 min 34 s",
        "12300, 3 h 25 min",
        "7199.6, 2 h 0 min",
        "-5, -5.00 s",
        "NaN, –"
    })
    void seconds_anyLength_readsAsPeopleSayIt(double seconds, String text) {
        assertThat(Figures.seconds(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100 %",
        "0.99999, > 99.9 %",
        "0.9994, 99.9 %",
        "0.843, 84.3 %",
        "0.0001234, 0.012 %",
        "0, 0 %",
        "NaN, –"
    })
    void percent_neverRoundsUpToTheWhole(double share, String text) {
        assertThat(Figures.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 12",
        "0.97312, 0.9731",
        "0.23, 0.23",
        "1234567890, 1.235e+09",
        "0.00001, 1.000e-05",
        "-3.5, -3.5",
        "0, 0"
    })
    void number_withoutUnit_hasFourDigits(double value, String text) {
        assertThat(Figures.number(value)).isEqualTo(text);
    }

    @Test
    void joules_inFrance_hasADecimalPointStill() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.FRANCE);
        try {
            assertThat(Figures.joules(1234)).isEqualTo("1.234 kJ");
            assertThat(Figures.number(1e9 + 0.5)).isEqualTo("1.000e+09");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void interval_standsInTheUnitAndTheDecimalsThatItAllows() {
        assertThat(Figures.joules(new Interval(131.26, 118, 144.52))).isEqualTo("131 ± 13 J");
        assertThat(Figures.joules(new Interval(1314.2, 1312.1, 1316.3))).isEqualTo("1.3142 ± 0.0021 kJ");
        assertThat(Figures.joules(new Interval(-0.655, -3.355, 2.045))).isEqualTo("-0.7 ± 2.7 J");
        assertThat(Figures.watts(new Interval(42, 42, 42))).isEqualTo("42.00 ± 0 W");
        assertThat(Figures.seconds(new Interval(0.3, 0.2, 0.4))).isEqualTo("300 ± 100 ms");
        assertThat(Figures.seconds(new Interval(754, 739, 769))).isEqualTo("12 min 34 s ± 15.0 s");
        assertThat(Figures.grams(new Interval(0.012, 0.011, 0.013))).isEqualTo("12.0 ± 1.0 mg");
        assertThat(Figures.number(new Interval(0.97312, 0.9711, 0.97514))).isEqualTo("0.9731 ± 0.0020");
        assertThat(Figures.number(new Interval(1.5e9, 1.4e9, 1.6e9))).isEqualTo("1.500e+09 ± 1.000e+08");
    }
}
