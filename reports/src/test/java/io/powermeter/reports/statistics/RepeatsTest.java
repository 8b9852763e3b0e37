package io.powermeter.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatsTest {
    /** Hours of sleep gained by ten patients on one drug, and on another: Student, The probable error of a mean, 1908. */
    private static final Repeats ONE = new Repeats(List.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0));

    private static final Repeats OTHER = new Repeats(List.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4));

    private static void assertInterval(Interval interval, double mean, double low, double high) {
        assertThat(interval.mean()).isCloseTo(mean, within(1e-7));
        assertThat(interval.low()).isCloseTo(low, within(1e-7));
        assertThat(interval.high()).isCloseTo(high, within(1e-7));
    }

    /** The references are those of scipy 1.17.1, {@code stats.t.interval}. */
    @Test
    void interval_sleepOfStudent_isThatOfScipy() {
        assertInterval(ONE.interval(), 0.75, -0.5297804, 2.0297804);
        assertThat(ONE.interval().half()).isCloseTo(1.2797804, within(1e-7));
    }

    /** As in the manual of R, {@code t.test(..., paired = TRUE)} of {@code sleep}: -2.4598858 to -0.7001142. */
    @Test
    void minus_sleepOfStudent_isThatOfRsManual() {
        Interval difference = ONE.minus(OTHER);
        assertInterval(difference, -1.58, -2.4598858, -0.7001142);
        assertThat(difference.excludes(0)).isTrue();
        assertInterval(difference.by(2), -0.79, -1.2299429, -0.3500571);
    }

    /** By scipy 1.17.1: {@code stats.t.interval} of the differences of logarithms, and {@code exp} of it. */
    @Test
    void ratioTo_joulesOfFivePairs_isThatOfScipy() {
        Repeats joules = new Repeats(List.of(182.7, 176.2, 190.1, 185.5, 179.9));
        Repeats baseline = new Repeats(List.of(201.3, 195.5, 203.8, 199.7, 200.4));

        Interval ratio = joules.ratioTo(baseline);
        assertInterval(ratio, 0.9135372, 0.8937591, 0.9337529);
        assertThat(ratio.excludes(1)).isTrue();
        assertThat(baseline.ratioTo(joules).low()).isCloseTo(1 / ratio.high(), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.3, true", "-0.3, -0.1, true", "-0.1, 0.1, false", "0, 0.2, false"})
    void excludes_intervalOnOneSide_isTrue(double low, double high, boolean excluded) {
        assertThat(new Interval((low + high) / 2, low, high).excludes(0)).isEqualTo(excluded);
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

    @Test
    void minus_anotherNumberOfRepeats_isRefused() {
        assertThatThrownBy(() -> ONE.minus(new Repeats(List.of(1.0, 2.0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10 repeats cannot be paired with 2.");
    }

    @Test
    void median_oddAndEven_isTheMiddle() {
        assertThat(new Repeats(List.of(3.0, 1.0, 9.0)).median()).isEqualTo(3);
        assertThat(new Repeats(List.of(3.0, 1.0, 9.0, 5.0)).median()).isEqualTo(4);
    }

    @Test
    void outliers_oneFarAway_isFoundAndNothingAmongFour() {
        // median 10.2, distances 0.2 0.1 0 0.1 0.2 4.8: their median is 0.15
        assertThat(new Repeats(List.of(10.0, 10.1, 10.2, 10.3, 10.4, 15.0)).outliers())
                .containsExactly(5);
        assertThat(new Repeats(List.of(10.0, 10.1, 10.2, 15.0)).outliers()).isEmpty();
        assertThat(new Repeats(List.of(10.0, 10.0, 10.0, 10.0, 15.0)).outliers())
                .as("most are equal: nothing to judge by")
                .isEmpty();
    }
}
