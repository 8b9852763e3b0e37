package io.powermeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.recording.Instants;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CurveTest {
    private static final long S = TestRun.SECOND;
    private static final double NONE = Double.NaN;

    private static Curve counter(double... sums) {
        return Curve.ofCounter(everySecond(sums.length), Values.of(sums), List.of());
    }

    private static Curve gauge(double... watts) {
        return Curve.ofGauge(everySecond(watts.length), Values.of(watts), S);
    }

    private static Instants everySecond(int points) {
        long[] nanos = new long[points];
        Arrays.setAll(nanos, i -> i * S);
        return Instants.of(nanos);
    }

    @Test
    void ofCounter_edgesBetweenReadings_areInterpolated() {
        Curve curve = counter(100, 110, 130);
        assertThat(curve.increase(S / 2, S + S / 2)).isEqualTo(5 + 10);
        assertThat(curve.increase()).isEqualTo(30);
        assertThat(curve.rate(S, 2 * S)).isEqualTo(20);
        assertThat(curve.coverage(0, 2 * S)).isEqualTo(1);
    }

    @Test
    void ofCounter_missingReadings_loseNothing() {
        Curve curve = counter(NONE, 100, NONE, NONE, 130, NONE);
        assertThat(curve.points()).isEqualTo(2);
        assertThat(curve.nanos(0)).isEqualTo(S);
        assertThat(curve.increase(S, 4 * S)).isEqualTo(30);
        assertThat(curve.increase(S, 2 * S)).isEqualTo(10);
        assertThat(curve.coverage(0, 5 * S))
                .as("before the first and after the last nothing is known")
                .isEqualTo(0.6);
    }

    @Test
    void ofCounter_gap_isNeitherCountedNorCovered() {
        Mark.Gap gap = new Mark.Gap(2 * S, S, "x", "why");
        Curve curve = Curve.ofCounter(everySecond(5), Values.of(0, 10, 10, 20, 30), List.of(gap));
        assertThat(curve.increase()).isEqualTo(30);
        assertThat(curve.coverage(0, 4 * S)).isEqualTo(0.75);
        assertThat(curve.rate(2)).as("power in the gap").isNaN();
        assertThat(curve.rate(3)).isEqualTo(10);
        assertThat(curve.increase(S, 2 * S)).isZero();
    }

    @Test
    void ofCounter_gapBesideTheReadings_touchesOnlyTheIntervalItOverlaps() {
        Mark.Gap gap = new Mark.Gap(2 * S, S + S / 2, "x", "why");
        Curve curve = Curve.ofCounter(everySecond(4), Values.of(0, 10, 20, 30), List.of(gap));
        assertThat(curve.coverage(0, 3 * S)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(curve.rate(1)).isEqualTo(10);
        assertThat(curve.rate(3)).isEqualTo(10);
    }

    @Test
    void ofCounter_sumThatFalls_isDamageAndCountsAsMissing() {
        Curve curve = counter(0, 10, 3, -5, 40);
        assertThat(curve.points()).isEqualTo(3);
        assertThat(curve.increase()).isEqualTo(40);
        assertThat(curve.coverage(0, 4 * S)).isEqualTo(1);
        assertThat(counter(0, 1e9, 20, 30).coverage(0, 3 * S))
                .as("what is lower than one that is damaged upwards is not believed: it is not covered")
                .isCloseTo(1 / 3.0, within(1e-12));
    }

    /** A counter that is nonsense leaves a gap at each reading: an hour of them is summed up in no time. */
    @Test
    @Timeout(10)
    void ofCounter_gapAtEachOfMillionReadings_isSummedUpInNoTime() {
        int readings = 1_000_000;
        long[] nanos = new long[readings];
        List<Mark.Gap> gaps = new ArrayList<>();
        for (int i = 1; i < readings; i++) {
            nanos[i] = i * 1000L;
            gaps.add(new Mark.Gap(nanos[i], nanos[i - 1], "x", "why"));
        }
        Curve curve = Curve.ofCounter(Instants.of(nanos), Values.of(new double[readings]), gaps);
        assertThat(curve.coverage(0, nanos[readings - 1])).isZero();
    }

    @Test
    void ofCounter_gapsThatOverlapInAnyOrder_areCoveredOnce() {
        List<Mark.Gap> gaps = List.of(
                new Mark.Gap(7 * S, 6 * S, "x", "a"),
                new Mark.Gap(4 * S, S, "x", "b"),
                new Mark.Gap(3 * S, 2 * S, "x", "c"),
                new Mark.Gap(5 * S, 3 * S, "x", "d"));
        Curve curve = Curve.ofCounter(everySecond(9), Values.of(0, 1, 2, 3, 4, 5, 6, 7, 8), gaps);
        assertThat(curve.increase()).isEqualTo(3);
        assertThat(curve.coverage(0, 8 * S)).isCloseTo(3 / 8.0, within(1e-12));
    }

    @Test
    void ofCounter_twoReadingsAtOneInstant_keepTheLaterOne() {
        Curve curve = Curve.ofCounter(Instants.of(0, S, S, 2 * S), Values.of(0, 10, 12, 20), List.of());
        assertThat(curve.points()).isEqualTo(3);
        assertThat(curve.increase(0, S)).isEqualTo(12);
        assertThat(curve.increase()).isEqualTo(20);
        assertThat(curve.coverage(0, 2 * S)).isEqualTo(1);
    }

    @Test
    void ofCounter_nothingRead_isZeroAndNotCovered() {
        for (Curve curve : List.of(counter(), counter(NONE, NONE), counter(5))) {
            assertThat(curve.increase(0, S)).isZero();
            assertThat(curve.increase()).isZero();
            assertThat(curve.coverage(0, S)).isZero();
        }
    }

    @Test
    void windows_withoutLength_areZeroAndNotCovered() {
        Curve curve = counter(0, 10);
        assertThat(curve.increase(S / 2, S / 2)).isZero();
        assertThat(curve.coverage(S / 2, S / 2)).isZero();
        assertThat(curve.rate(S / 2, S / 2)).isZero();
    }

    @Test
    void increase_windowBeyondTheReadings_addsNothing() {
        Curve curve = counter(0, 10);
        assertThat(curve.increase(-5 * S, 9 * S)).isEqualTo(10);
        assertThat(curve.coverage(0, 4 * S)).isEqualTo(0.25);
    }

    @Test
    void ofGauge_straightLine_isIntegratedExactly() {
        Curve curve = gauge(0, 10, 20, 30);
        assertThat(curve.increase()).isEqualTo(45);
        assertThat(curve.increase(S, 2 * S)).isEqualTo(15);
        assertThat(curve.coverage(0, 3 * S)).isEqualTo(1);
        assertThat(curve.rate(0)).isNaN();
        assertThat(curve.rate(1)).isEqualTo(5);
    }

    @Test
    void ofGauge_holeOfThreePeriods_isBridged() {
        Curve curve = gauge(10, NONE, NONE, 20);
        assertThat(curve.increase()).isEqualTo(45);
        assertThat(curve.coverage(0, 3 * S)).isEqualTo(1);
    }

    @Test
    void ofGauge_holeOfMoreThanThreePeriods_isNotBridged() {
        Curve curve = gauge(10, 10, NONE, NONE, NONE, 20, 20);
        assertThat(curve.increase()).isEqualTo(10 + 20);
        assertThat(curve.coverage(0, 6 * S)).isCloseTo(2 / 6.0, within(1e-12));
        assertThat(curve.increase(S, 5 * S)).isZero();
    }

    @Test
    void longestStandstill_stillStretches_isTheLongestInsideTheWindow() {
        Curve curve = counter(0, 5, 5, 5, 5, 9, 9, 10);
        assertThat(curve.longestStandstill(0, 7 * S)).isEqualTo(3 * S);
        assertThat(curve.longestStandstill(3 * S, 7 * S)).isEqualTo(2 * S - S);
        assertThat(counter(0, 1, 2).longestStandstill(0, 2 * S)).isZero();
    }

    @Test
    void increase_anyPartition_addsUpToTheWhole() {
        Random random = new Random(3);
        long[] nanos = new long[200];
        double[] sums = new double[200];
        for (int i = 1; i < nanos.length; i++) {
            nanos[i] = nanos[i - 1] + random.nextInt(1_000_000);
            sums[i] = random.nextInt(20) == 0 ? NONE : i * 2.0 + random.nextDouble();
        }
        Curve curve = Curve.ofCounter(
                Instants.of(nanos), Values.of(sums), List.of(new Mark.Gap(nanos[60], nanos[50], "x", "why")));
        double parts = 0;
        long from = 0;
        while (from < nanos[199]) {
            long to = Math.min(nanos[199], from + 1 + random.nextInt(3_000_000));
            parts += curve.increase(from, to);
            from = to;
        }
        assertThat(parts).isCloseTo(curve.increase(), within(1e-9));
    }

    @Test
    void coverage_manyHoles_addsUpTheirParts() {
        int hundred = 100;
        long[] nanos = new long[hundred];
        double[] watts = new double[hundred];
        for (int i = 0; i < hundred; i++) {
            nanos[i] = (i / 2) * 100L + i % 2 * 10; // 0, 10, 100, 110, 200, ...: of each 100 only 10 are known
            watts[i] = 1;
        }
        Curve curve = Curve.ofGauge(Instants.of(nanos), Values.of(watts), 10);

        assertThat(curve.coverage(0, 4900)).isCloseTo(0.1, within(1e-12));
        assertThat(curve.coverage(2005, 2055)).isCloseTo(0.1, within(1e-12));
        assertThat(curve.coverage(2020, 2090)).isZero();
    }
}
