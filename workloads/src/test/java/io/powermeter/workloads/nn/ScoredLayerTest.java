package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.workloads.kernel.LinearShape;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scores are not to be seen, but which of them are the largest is: steps just too short and just long enough to be. */
class ScoredLayerTest {

    private static final LinearShape FOUR_TO_ONE = LinearShape.dense(4, 1);
    private static final float RATE = 0.25f;

    /** Weights 1, -1, -1, 1 with scores 0.4, -0.3, 0.2, -0.1, of which the first two are used. */
    private static ScoredLayer layer() {
        return new ScoredLayer(FOUR_TO_ONE, 0.5, new Drawn(new float[] {0.9f, 0.2f, 0.7f, 0.4f}));
    }

    /** Draws the numbers it is given, and signs + - - +. */
    private static final class Drawn extends Random {
        private static final long serialVersionUID = 1;
        private final float[] numbers;
        private int signs;
        private int next;

        Drawn(float[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public boolean nextBoolean() {
            int sign = signs++;
            return sign == 0 || sign == 3;
        }

        @Override
        public float nextFloat() {
            return numbers[next++];
        }
    }

    private static String kept(ScoredLayer layer) {
        StringBuilder kept = new StringBuilder();
        for (boolean one : layer.mask().keep()) {
            kept.append(one ? '1' : '0');
        }
        return kept.toString();
    }

    private static void gradient(ScoredLayer layer, int weight, float gradient) {
        float[] gradients = layer.used().parameters().weightGradient;
        Arrays.fill(gradients, 0f);
        gradients[weight] = gradient;
    }

    @Test
    void used_atFirst_isTheLargestScoresOfAnySign() {
        ScoredLayer layer = layer();

        assertThat(layer.all().parameters().weight).containsExactly(1, -1, -1, 1);
        assertThat(layer.used().parameters().weight).containsExactly(1, -1, 0, 0);
        assertThat(layer.used().parameters().bias).containsOnly(0);
    }

    /** sqrt(2 / taps) / sqrt(share). */
    @ParameterizedTest
    @CsvSource({"1, 0.1", "0.25, 0.2", "0.04, 0.5"})
    void all_anyShare_haveTheSizeThatKeepsTheVarianceOfTheUsed(double share, float size) {
        ScoredLayer layer = new ScoredLayer(LinearShape.dense(200, 3), share, new Random(1));

        for (float weight : layer.all().parameters().weight) {
            assertThat(Math.abs(weight)).isCloseTo(size, within(1e-6f));
        }
        assertThat(layer.mask().kept()).isEqualTo((int) Math.round(600 * share));
    }

    /** An unused weight needs more than 0.3, a used one has to fall below 0.2. */
    @ParameterizedTest
    @CsvSource({
        "3, -0.81, 1001", // -0.1, weight 1, unused: to -0.3025
        "3, -0.79, 1100",
        "3,  1.5,  1100", // to 0.275
        "2,  0.41, 1010", // 0.2, weight -1, unused: to 0.3025
        "2,  0.39, 1100",
        "2, -1,    1100", // to -0.05
        "0,  0.81, 0110", // 0.4, weight 1, used: to 0.1975
        "0,  0.79, 1100",
        "1, -0.41, 1010", // -0.3, weight -1, used: to -0.1975
        "1, -0.39, 1100",
        "1,  0.5,  1100"
    })
    void step_oneGradient_isThatOfThePlaceTimesTheWeightForTheSizeOfItsScore(
            int weight, float gradient, String expected) {
        ScoredLayer layer = layer();
        gradient(layer, weight, gradient);

        layer.step(RATE, 0, 0);

        assertThat(kept(layer)).isEqualTo(expected);
    }

    /** Halved by the decay, the scores need half of the step. */
    @ParameterizedTest
    @CsvSource({"-0.41, 1001", "-0.39, 1100"})
    void step_decay_takesItsShareOffEveryScore(float gradient, String expected) {
        ScoredLayer layer = layer();
        layer.step(RATE, 0, 0.5f / RATE);
        assertThat(kept(layer)).isEqualTo("1100");

        gradient(layer, 3, gradient);
        layer.step(RATE, 0, 0);

        assertThat(kept(layer)).isEqualTo(expected);
    }

    /** The second step, without a gradient, is half as long as the first. */
    @ParameterizedTest
    @CsvSource({"-0.54, 1001", "-0.52, 1100"})
    void step_momentum_goesOnWithoutAGradient(float gradient, String expected) {
        ScoredLayer layer = layer();
        gradient(layer, 3, gradient);
        layer.step(RATE, 0.5f, 0);
        gradient(layer, 3, 0);

        layer.step(RATE, 0.5f, 0);

        assertThat(kept(layer)).isEqualTo(expected);
    }
}
