package io.powermeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionTest {
    private static final long SECOND = 1_000_000_000L;

    /** A job from 2 to 12.5 s that has nothing of the CPU in its first five seconds and half of it afterwards, at 10 W. */
    private final Attribution attribution = new Attribution(
            new Window(2 * SECOND, 12 * SECOND + SECOND / 2),
            new UsageCurves(
                    counter(0, 7, 20, 6.5),
                    counter(0, 7, 20, 13),
                    counter(0, 7, 20, 0),
                    counter(0, 7, 20, 0),
                    counter(0, 7, 20, 0)));

    private final List<EnergyChannel> cpu = List.of(new EnergyChannel(
            Channel.of("rapl/package-0", Component.CPU, Quantity.ENERGY, Origin.MEASURED),
            Curve.ofCounter(new long[] {0, 20 * SECOND}, new double[] {0, 200}, List.of()),
            SECOND));

    @Test
    void jobJoules_wholeJob_isTheShareOfEachSecond() {
        assertThat(jobJoules(0, 20)).isCloseTo(5.5 * 10 / 2, within(1e-9));
    }

    @Test
    void jobJoules_stretchesInARow_addUpToTheWhole() {
        double sum = 0;
        for (double at = 0; at < 20; at += 0.7) {
            sum += jobJoules(at, Math.min(20, at + 0.7));
        }

        assertThat(sum).isCloseTo(jobJoules(0, 20), within(1e-6));
    }

    @Test
    void jobJoules_partOfABlock_isThatPart() {
        assertThat(jobJoules(8.25, 8.75)).isCloseTo(2.5, within(1e-9));
        assertThat(jobJoules(12, 12.5)).isCloseTo(2.5, within(1e-9));
        assertThat(jobJoules(3, 6)).isZero();
        assertThat(jobJoules(13, 20)).isZero();
        assertThat(jobJoules(0, 1)).isZero();
    }

    private double jobJoules(double fromSeconds, double toSeconds) {
        return attribution.jobJoules(cpu, new Window(Math.round(fromSeconds * SECOND), Math.round(toSeconds * SECOND)));
    }

    /** Returns a counter that stands still between the first two instants and grows to {@code last} until the third. */
    private static Curve counter(long from, long still, long to, double last) {
        return Curve.ofCounter(
                new long[] {from * SECOND, still * SECOND, to * SECOND}, new double[] {0, 0, last}, List.of());
    }
}
