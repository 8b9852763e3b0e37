package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementwiseTest {

    @Test
    void reluForward_signs_keepsThePositiveAndNaN() {
        float[] y = {9f, 9f, 9f, 9f, 9f};

        Relu.forward(new float[] {-1f, 0f, 2f, Float.NaN, 3f}, y, 4);

        assertThat(y).containsExactly(0f, 0f, 2f, Float.NaN, 9f);
    }

    @Test
    void reluBackward_signs_passesWhereTheOutputIsPositive() {
        float[] dx = new float[3];

        Relu.backward(new float[] {0f, 2f, Float.NaN}, new float[] {5f, 6f, 7f}, dx, 3);

        assertThat(dx).containsExactly(0f, 6f, 0f);
    }

    @Test
    void momentumStep_twoSteps_followsTheFormula() {
        float[] w = {1f};
        float[] v = {0f};

        Momentum.step(w, new float[] {2f}, v, 0.5f, 0.25f, 0);
        assertThat(new float[] {v[0], w[0]}).containsExactly(2f, 0f);

        Momentum.step(w, new float[] {1f}, v, 0.5f, 0.25f, 0);
        assertThat(new float[] {v[0], w[0]}).containsExactly(1.5f, -0.75f);
    }

    @Test
    void momentumStep_tinyResults_becomeZeroButNaNStays() {
        float[] w = {1e-31f, -1e-31f, Float.NaN, 1e-29f};
        float[] v = {1e-31f, -1e-31f, 0f, 0f};

        Momentum.step(w, new float[4], v, 1f, 0.9f, 0);

        assertThat(w).containsExactly(0f, 0f, Float.NaN, 1e-29f);
        assertThat(v).containsExactly(0f, 0f, 0f, 0f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7})
    void sum_anyLength_countsEachOnce(int n) {
        float[] powers = {1f, 2f, 4f, 8f, 16f, 32f, 64f, 128f, 256f};

        assertThat(Sum.of(powers, 1, n)).isEqualTo(((1 << n) - 1) * 2);
    }
}
