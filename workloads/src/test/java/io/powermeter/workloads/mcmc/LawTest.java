package io.powermeter.workloads.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LawTest {

    private static double[] sizes(Law law, double scale) {
        Random random = new Random(3);
        return DoubleStream.generate(() -> law.draw(scale, random))
                .limit(20_000)
                .map(Math::abs)
                .sorted()
                .toArray();
    }

    /** Quartiles of the half Cauchy: tan(pi/8), tan(pi/4), tan(3 pi/8). */
    @Test
    void draw_student_hasTheQuartilesOfCauchy() {
        double[] sizes = sizes(Law.STUDENT, 0.3);

        assertThat(sizes[5_000]).isCloseTo(0.3 * 0.4142, within(0.01));
        assertThat(sizes[10_000]).isCloseTo(0.3, within(0.015));
        assertThat(sizes[15_000]).isCloseTo(0.3 * 2.4142, within(0.04));
    }

    /** Median, and the share within one and two standard deviations. */
    @Test
    void draw_gaussian_hasTheQuantilesOfTheNormalDistribution() {
        double[] sizes = sizes(Law.GAUSSIAN, 0.3);

        assertThat(sizes[10_000]).isCloseTo(0.3 * 0.6745, within(0.01));
        assertThat(sizes[13_654]).isCloseTo(0.3, within(0.01));
        assertThat(sizes[19_090]).isCloseTo(0.6, within(0.02));
    }

    @Test
    void logRatio_student_isThatOfTheDensities() {
        double w = 0.2;
        double next = -0.5;
        double variance = 0.01;

        double expected = Math.log((1 + w * w / variance) / (1 + next * next / variance));

        assertThat(Law.STUDENT.logRatio(w, next, 0.1)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void logRatio_gaussian_isThatOfTheDensities() {
        double expected = -(0.5 * 0.5 - 0.2 * 0.2) / (2 * 0.01);

        assertThat(Law.GAUSSIAN.logRatio(0.2, -0.5, 0.1)).isCloseTo(expected, within(1e-12));
    }
}
