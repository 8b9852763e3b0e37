package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {

    private static final int BATCH = 3;
    private static final int[] LABELS = {2, 0, 3};

    @Test
    void loss_equalLogits_isLogOfTheClasses() {
        assertThat(SoftmaxCrossEntropy.loss(new float[4][BATCH], LABELS, BATCH))
                .isCloseTo(BATCH * Math.log(4), within(1e-12));
    }

    @Test
    void loss_hugeLogits_staysFinite() {
        float[][] z = {{-3e38f}, {3e38f}};

        assertThat(SoftmaxCrossEntropy.loss(z, new int[] {1}, 1)).isZero();
        assertThat(SoftmaxCrossEntropy.loss(new float[][] {{1000f}, {0f}}, new int[] {1}, 1))
                .isEqualTo(1000);
    }

    @Test
    void loss_oneNaN_isNaN() {
        float[][] z = new float[4][BATCH];
        z[1][2] = Float.NaN;

        assertThat(SoftmaxCrossEntropy.loss(z, LABELS, BATCH)).isNaN();
    }

    @Test
    void backward_randomLogits_isTheSlopeOfTheMeanLoss() {
        float[][] z = Rows.random(4, BATCH, new Random(1));
        float[][] dz = new float[4][BATCH];

        SoftmaxCrossEntropy.backward(z, LABELS, dz, BATCH);

        Gradients.assertGradient(() -> SoftmaxCrossEntropy.loss(z, LABELS, BATCH) / BATCH, z, dz);
    }

    @Test
    void backward_confident_hasNoDenormals() {
        float[][] dz = new float[2][1];

        SoftmaxCrossEntropy.backward(new float[][] {{90f}, {0f}}, new int[] {0}, dz, 1);

        assertThat(dz).isDeepEqualTo(new float[2][1]);
    }

    @Test
    void correct_ties_countTheFirst() {
        float[][] z = {{1f, 0f, 5f}, {1f, 2f, 4f}};

        assertThat(SoftmaxCrossEntropy.correct(z, new int[] {0, 1, 1}, 3)).isEqualTo(2);
        assertThat(SoftmaxCrossEntropy.correct(z, new int[] {1, 1, 1}, 3)).isEqualTo(1);
    }
}
