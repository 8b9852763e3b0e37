package io.powermeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.recording.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static final double NAN = Double.NaN;

    @Test
    void increase_betweenReadings_isOnTheLineBetweenThem() {
        Curve curve = Curve.ofCounter(new long[] {10, 20, 40}, new double[] {100, 101, 105}, List.of());

        assertThat(curve.increase(15, 30)).isCloseTo(2.5, within(1e-12));
        assertThat(curve.increase(0, 100)).isEqualTo(5);
        assertThat(curve.increase()).isEqualTo(5);
    }

    @Test
    void coverage_outsideTheReadings_isNotKnown() {
        Curve curve = Curve.ofCounter(new long[] {10, 20, 40}, new double[] {100, 101, 105}, List.of());

        assertThat(curve.coverage(10, 40)).isEqualTo(1);
        assertThat(curve.coverage(0, 40)).isEqualTo(0.75);
        assertThat(curve.coverage(30, 60)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(curve.coverage(50, 60)).isZero();
        assertThat(curve.coverage(20, 20)).isZero();
    }

    @Test
    void ofCounter_missingReading_losesNothing() {
        Curve curve = Curve.ofCounter(new long[] {0, 10, 20}, new double[] {0, NAN, 4}, List.of());

        assertThat(curve.increase()).isEqualTo(4);
        assertThat(curve.coverage(0, 20)).isEqualTo(1);
        assertThat(curve.points()).isEqualTo(2);
    }

    @Test
    void ofCounter_gap_standsStillAndIsNotCovered() {
        Curve curve = Curve.ofCounter(
                new long[] {0, 10, 20, 30},
                new double[] {0, 1, 9, 10},
                List.of(new Mark.Gap(20, 10, "rapl/package-0", "unread")));

        assertThat(curve.increase()).isEqualTo(2);
        assertThat(curve.increase(10, 20)).isZero();
        assertThat(curve.coverage(0, 30)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(curve.coverage(5, 15)).isEqualTo(0.5);
        assertThat(curve.rate(1)).isCloseTo(1e8, within(1e-3));
        assertThat(curve.rate(2)).isNaN();
        assertThat(curve.rate(0)).isNaN();
    }

    @Test
    void ofGauge_longSilence_isNotBridged() {
        Curve curve = Curve.ofGauge(new long[] {0, 10, 50, 60}, new double[] {2e9, 4e9, 4e9, 4e9}, 10);

        assertThat(curve.increase()).isCloseTo(30 + 40, within(1e-9));
        assertThat(curve.coverage(0, 60)).isCloseTo(20.0 / 60, within(1e-12));
        assertThat(curve.rate(2)).isNaN();
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
        Curve curve = Curve.ofGauge(nanos, watts, 10);

        assertThat(curve.coverage(0, 4900)).isCloseTo(0.1, within(1e-12));
        assertThat(curve.coverage(2005, 2055)).isCloseTo(0.1, within(1e-12));
        assertThat(curve.coverage(2020, 2090)).isZero();
    }

    @Test
    void ofCounter_twoReadingsAtOneInstant_theLaterStands() {
        Curve curve = Curve.ofCounter(new long[] {0, 10, 10, 20}, new double[] {0, 1, 2, 3}, List.of());

        assertThat(curve.points()).isEqualTo(3);
        assertThat(curve.increase(0, 10)).isEqualTo(2);
        assertThat(curve.coverage(0, 20)).isEqualTo(1);
    }

    @Test
    void increase_nothingRead_isZeroAndNotCovered() {
        Curve curve = Curve.ofCounter(new long[] {0, 10}, new double[] {NAN, NAN}, List.of());

        assertThat(curve.points()).isZero();
        assertThat(curve.increase(0, 10)).isZero();
        assertThat(curve.coverage(0, 10)).isZero();
    }
}
