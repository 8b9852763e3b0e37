package io.powermeter.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The references were made with scipy 1.10.1: ttest_ind(equal_var=False), mannwhitneyu, t.ppf. */
class TwoGroupsTest {
    private static final Offset<Double> NEAR = within(1e-9);
    private static final Repeats MANY = new Repeats(List.of(12.1, 11.8, 12.4, 12.0, 13.9));
    private static final Repeats OTHERS = new Repeats(List.of(11.2, 11.5, 11.1, 11.9, 11.3, 11.6));

    @Test
    void welch_groupsThatScatterDifferently_isThatOfScipy() {
        assertThat(new TwoGroups(MANY, OTHERS).welch()).isCloseTo(0.05374322762113327, NEAR);
        assertThat(new TwoGroups(OTHERS, MANY).welch()).isCloseTo(0.05374322762113327, NEAR);
    }

    @Test
    void difference_groupsThatScatterDifferently_isThatOfScipy() {
        Interval difference = new TwoGroups(MANY, OTHERS).difference();
        assertThat(difference.low()).isCloseTo(-0.024120148230083682, NEAR);
        assertThat(difference.mean()).isCloseTo(1.0066666666666677, NEAR);
        assertThat(difference.high()).isCloseTo(2.037453481563419, NEAR);
    }

    @Test
    void difference_logarithms_isThatOfScipy() {
        Interval difference = new TwoGroups(MANY.logarithms(), OTHERS.logarithms()).difference();
        assertThat(difference.low()).isCloseTo(0.003032958066755298, NEAR);
        assertThat(difference.mean()).isCloseTo(0.08290069833255087, NEAR);
        assertThat(difference.high()).isCloseTo(0.16276843859834644, NEAR);
    }

    @Test
    void rank_withoutTies_isTheExactOneOfScipy() {
        assertThat(new TwoGroups(MANY, OTHERS).rank()).isCloseTo(0.008658008658008658, NEAR);
    }

    @Test
    void rank_withTies_isTheNormalOneOfScipy() {
        Repeats few = new Repeats(List.of(1.0, 2.0, 2.0, 3.0, 4.0));
        Repeats more = new Repeats(List.of(2.0, 3.0, 3.0, 5.0, 6.0, 7.0));
        assertThat(new TwoGroups(few, more).rank()).isCloseTo(0.11390314458853068, NEAR);
        assertThat(new TwoGroups(few, more).welch()).isCloseTo(0.07572140405159031, NEAR);
    }

    @Test
    void leastRank_groupsOfThreeAndFour_isTwoOfAllOrders() {
        Repeats three = new Repeats(List.of(1.0, 2.0, 3.0));
        Repeats four = new Repeats(List.of(4.0, 5.0, 6.0, 7.0));
        assertThat(new TwoGroups(three, three).leastRank()).isCloseTo(0.1, NEAR);
        assertThat(new TwoGroups(four, four).leastRank()).isCloseTo(2 / 70.0, NEAR);
        assertThat(new TwoGroups(three, four).leastRank())
                .isCloseTo(new TwoGroups(three, four).rank(), NEAR)
                .isCloseTo(2 / 35.0, NEAR);
    }

    @Test
    void welch_groupsThatNeverScatter_tellsAnyDifference() {
        Repeats ones = new Repeats(List.of(1.0, 1.0));
        Repeats twos = new Repeats(List.of(2.0, 2.0));
        assertThat(new TwoGroups(ones, ones).welch()).isEqualTo(1);
        assertThat(new TwoGroups(ones, twos).welch()).isZero();
        assertThat(new TwoGroups(ones, twos).difference()).isEqualTo(new Interval(-1, -1, -1));
    }

    @Test
    void needed_differenceOfOneDeviation_isAbout17OfEach() {
        // 16.7 by the exact noncentral t: the table for d = 1 in J. Cohen, Statistical Power Analysis (2nd ed. 1988),
        // 2.4.1
        Repeats low = new Repeats(List.of(-1.0, 0.0, 1.0));
        Repeats high = new Repeats(List.of(0.0, 1.0, 2.0));
        assertThat(new TwoGroups(low, high).needed(0.05)).hasValue(17);
        assertThat(new TwoGroups(low, high).needed(0.01).getAsInt()).isGreaterThan(17);
        assertThat(new TwoGroups(low, low).needed(0.05)).isEqualTo(OptionalInt.empty());
    }
}
