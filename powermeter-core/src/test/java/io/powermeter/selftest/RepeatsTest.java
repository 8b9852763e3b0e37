package io.powermeter.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatsTest {
    @Test
    void minus_pairsWithOneDrift_intervalIsOfTheDifferences() {
        Repeats with = new Repeats(List.of(11.0, 22.0, 33.0));
        Repeats without = new Repeats(List.of(10.0, 20.0, 30.0));

        Repeats.Difference difference = with.minus(without);

        // differences 1, 2, 3: mean 2, s = 1, t(0.975, 2) = 4.302653
        assertThat(difference.mean()).isEqualTo(2);
        assertThat(difference.low()).isCloseTo(2 - 4.302653 / Math.sqrt(3), within(1e-6));
        assertThat(difference.high()).isCloseTo(2 + 4.302653 / Math.sqrt(3), within(1e-6));
        assertThat(difference.isResolved()).isFalse();
        assertThat(difference.by(20).mean()).isEqualTo(0.1);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.3, true", "-0.3, -0.1, true", "-0.1, 0.1, false", "0, 0.2, false"})
    void isResolved_intervalOnOneSideOfZero_isTrue(double low, double high, boolean resolved) {
        assertThat(new Repeats.Difference((low + high) / 2, low, high).isResolved())
                .isEqualTo(resolved);
    }

    /** In deviations; t from tables: 2.776445 + 0.940965, 2.306004 + 0.888890, 2.100922 + 0.862049. */
    @ParameterizedTest
    @CsvSource({"3, 3.035253", "5, 2.020628", "10, 1.325081"})
    void smallestDifference_spreadOfOnePercent_isThatOfTheFormula(int n, double deviations) {
        double step = Math.sqrt(0.5); // deviation 1 for two values around 100
        Repeats repeats = new Repeats(List.of(100 - step, 100 + step));

        assertThat(repeats.spread()).isCloseTo(0.01, within(1e-12));
        assertThat(repeats.smallestDifference(n)).isCloseTo(deviations / 100, within(1e-7));
    }

    @Test
    void repeats_ofOne_areRefused() {
        assertThatThrownBy(() -> new Repeats(List.of(1.0))).hasMessage("a spread needs 2 repeats or more, not 1");
    }
}
