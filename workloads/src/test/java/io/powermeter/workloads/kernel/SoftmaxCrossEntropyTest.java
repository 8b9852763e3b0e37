package io.powermeter.workloads.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {

    private static final int CLASSES = 4;
    private static final int BATCH = 16;
    private static final int USED = 3;
    private static final int[] LABELS = {2, 0, 3};

    @Test
    void loss_equalLogits_isLogOfTheClasses() {
        assertThat(SoftmaxCrossEntropy.loss(new float[CLASSES * BATCH], LABELS, BATCH, USED))
                .isCloseTo(USED * Math.log(CLASSES), within(1e-12));
    }

    @Test
    void loss_hugeLogits_staysFinite() {
        assertThat(SoftmaxCrossEntropy.loss(new float[] {-3e38f, 3e38f}, new int[] {1}, 1, 1))
                .isZero();
        assertThat(SoftmaxCrossEntropy.loss(new float[] {1000f, 0f}, new int[] {1}, 1, 1))
                .isEqualTo(1000);
    }

    @Test
    void loss_oneNaN_isNaNIfItsSampleIsUsed() {
        float[] z = new float[CLASSES * BATCH];
        z[BATCH + USED] = Float.NaN;
        assertThat(SoftmaxCrossEntropy.loss(z, LABELS, BATCH, USED)).isFinite();

        z[BATCH + USED - 1] = Float.NaN;
        assertThat(SoftmaxCrossEntropy.loss(z, LABELS, BATCH, USED)).isNaN();
    }

    @Test
    void backward_randomLogits_isTheSlopeOfTheMeanLossAndZeroBeyond() {
        float[] z = Values.random(CLASSES * BATCH, new Random(1));
        float[] dz = Values.random(CLASSES * BATCH, new Random(2));

        SoftmaxCrossEntropy.backward(z, LABELS, dz, BATCH, USED, 5);

        Gradients.assertGradient(() -> SoftmaxCrossEntropy.loss(z, LABELS, BATCH, USED) / 5, z, dz, CLASSES * BATCH);
        for (int c = 0; c < CLASSES; c++) {
            for (int b = USED; b < BATCH; b++) {
                assertThat(dz[c * BATCH + b]).isZero();
            }
        }
    }

    @Test
    void backward_confident_hasNoDenormals() {
        float[] dz = new float[2];

        SoftmaxCrossEntropy.backward(new float[] {90f, 0f}, new int[] {0}, dz, 1, 1, 1);

        assertThat(dz).containsExactly(0f, 0f);
    }

    @Test
    void entropy_certainEvenAndUnknown_areZeroLogOfTheClassesAndNaN() {
        float[] z = {90f, 1f, Float.NaN, 0f, 1f, 0f};
        double[] entropy = new double[3];

        SoftmaxCrossEntropy.entropy(z, entropy, 3, 3);

        assertThat(entropy[0]).isCloseTo(0, within(1e-30));
        assertThat(entropy[1]).isCloseTo(Math.log(2), within(1e-12));
        assertThat(entropy[2]).isNaN();
    }

    @Test
    void entropy_randomLogits_isTheSumOverTheProbabilities() {
        float[] z = Values.random(CLASSES * BATCH, new Random(1));
        double[] entropy = new double[BATCH];

        SoftmaxCrossEntropy.entropy(z, entropy, BATCH, BATCH);

        for (int b = 0; b < BATCH; b++) {
            double sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                sum += Math.exp(z[c * BATCH + b]);
            }
            double expected = 0;
            for (int c = 0; c < CLASSES; c++) {
                double p = Math.exp(z[c * BATCH + b]) / sum;
                expected -= p * Math.log(p);
            }
            assertThat(entropy[b]).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void correct_ties_countTheFirst() {
        float[] z = {1f, 0f, 5f, 1f, 2f, 4f};

        assertThat(SoftmaxCrossEntropy.correct(z, new int[] {0, 1, 1}, 3, 3)).isEqualTo(2);
        assertThat(SoftmaxCrossEntropy.correct(z, new int[] {1, 1, 1}, 3, 3)).isEqualTo(1);
        assertThat(SoftmaxCrossEntropy.correct(z, new int[] {0, 1}, 3, 2)).isEqualTo(2);
    }
}
