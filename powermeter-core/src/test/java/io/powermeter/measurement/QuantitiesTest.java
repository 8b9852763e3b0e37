package io.powermeter.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @Test
    void energy_conversions_areThoseOfTheUnits() {
        assertThat(Energy.ofMicrojoules(1_500_000).joules()).isCloseTo(1.5, within(1e-12));
        assertThat(Energy.ofWattHours(2).joules()).isEqualTo(7200);
        assertThat(new Energy(3_600_000).kilowattHours()).isEqualTo(1);
        assertThat(new Energy(1800).wattHours()).isEqualTo(0.5);
    }

    @Test
    void energy_overTime_isPowerAndBack() {
        assertThat(new Energy(100).over(4)).isEqualTo(new Power(25));
        assertThat(new Power(25).during(4)).isEqualTo(new Energy(100));
    }

    @Test
    void energy_sumAndDifference_mayBeNegative() {
        assertThat(new Energy(1).plus(new Energy(2))).isEqualTo(new Energy(3));
        assertThat(new Energy(1).minus(new Energy(2))).isEqualTo(new Energy(-1));
    }

    @Test
    void compareTo_smallerAndLarger_isByAmount() {
        assertThat(new Energy(1)).isLessThan(new Energy(2));
        assertThat(new Power(3)).isGreaterThan(new Power(2));
    }

    @Test
    void over_noTime_saysThatPowerIsNotFinite() {
        assertThatThrownBy(() -> new Energy(1).over(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("power must be a finite number of watts, not Infinity");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void constructors_notFinite_sayWhat(double amount) {
        assertThatThrownBy(() -> new Energy(amount))
                .hasMessage("energy must be a finite number of joules, not " + amount);
        assertThatThrownBy(() -> new Power(amount)).hasMessage("power must be a finite number of watts, not " + amount);
    }

    @Test
    void toString_frenchDefaultLocale_hasDecimalPoint() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.FRANCE);
        try {
            assertThat(String.format("%.1f", 1.5)).as("the locale works").isEqualTo("1,5");
            assertThat(new Energy(1234.5)).hasToString("1234.500 J");
            assertThat(new Power(1.25)).hasToString("1.250 W");
        } finally {
            Locale.setDefault(before);
        }
    }
}
