package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.LinearShape;
import io.powermeter.workloads.kernel.Naive;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A whole step of LeNet-5 against one written out with the naive kernels, layer by layer. */
class Lenet5Test {

    private static final int BATCH = 3;
    /** Large, so that an error in a gradient shows in the weight. */
    private static final float RATE = 10;

    private static final LabeledImages IMAGES = RandomImages.of(BATCH);

    @Test
    void train_oneStep_equalsTheReference() {
        Architecture architecture = Model.LENET5.architecture(IMAGES.shape());
        List<Weights> learned = Weights.uniform(architecture, new Random(1));
        List<Parameters> expected = Weights.uniform(architecture, new Random(1)).stream()
                .map(Weights::parameters)
                .toList();

        double loss = new Network(architecture, learned, BATCH, new Workers(1))
                .train(IMAGES, new int[] {0, 1, 2}, 0, BATCH, RATE, 0.9);

        assertThat(loss).isCloseTo(naiveStep(expected), within(1e-4));
        for (int layer = 0; layer < expected.size(); layer++) {
            Parameters actual = learned.get(layer).parameters();
            assertThat(actual.bias)
                    .as("biases of layer %d", layer)
                    .containsExactly(expected.get(layer).bias, withPrecision(1e-4f));
            assertThat(largestDifference(actual.weight, expected.get(layer).weight))
                    .as("weights of layer %d", layer)
                    .isLessThan(1e-4);
        }
    }

    private static double largestDifference(float[] actual, float[] expected) {
        double largest = 0;
        for (int j = 0; j < expected.length; j++) {
            largest = Math.max(largest, Math.abs((double) actual[j] - expected[j]));
        }
        return largest;
    }

    /** One step of plain gradient descent (the first step has no velocity yet); returns the sum of the losses before. */
    private static double naiveStep(List<Parameters> p) {
        Parameters c1 = p.get(0), c2 = p.get(1), f1 = p.get(2), f2 = p.get(3);
        Naive conv1 = new Naive(new LinearShape(1, 28, 28, 20, 5, 1, 0), BATCH);
        Naive conv2 = new Naive(new LinearShape(20, 12, 12, 50, 5, 1, 0), BATCH);
        Naive dense1 = new Naive(LinearShape.dense(800, 500), BATCH);
        Naive dense2 = new Naive(LinearShape.dense(500, 10), BATCH);

        float[] x = input();
        float[] y1 = new float[20 * 24 * 24 * BATCH];
        conv1.forward(x, c1.weight, c1.bias, y1);
        float[] a1 = poolAndRelu(y1, 12);
        float[] y2 = new float[50 * 8 * 8 * BATCH];
        conv2.forward(a1, c2.weight, c2.bias, y2);
        float[] a2 = poolAndRelu(y2, 4);
        float[] hidden = new float[500 * BATCH];
        dense1.forward(a2, f1.weight, f1.bias, hidden);
        float[] active = relu(hidden);
        float[] logits = new float[10 * BATCH];
        dense2.forward(active, f2.weight, f2.bias, logits);

        float[] dLogits = new float[10 * BATCH];
        double loss = softmax(logits, dLogits);
        float[] dHidden = new float[500 * BATCH];
        dense2.backwardInput(dLogits, f2.weight, dHidden);
        dense2.backwardWeight(active, dLogits, f2.weightGradient, f2.biasGradient);
        reluBackward(hidden, dHidden);
        float[] da2 = new float[800 * BATCH];
        dense1.backwardInput(dHidden, f1.weight, da2);
        dense1.backwardWeight(a2, dHidden, f1.weightGradient, f1.biasGradient);
        float[] dy2 = poolAndReluBackward(y2, da2, 4);
        float[] da1 = new float[20 * 12 * 12 * BATCH];
        conv2.backwardInput(dy2, c2.weight, da1);
        conv2.backwardWeight(a1, dy2, c2.weightGradient, c2.biasGradient);
        float[] dy1 = poolAndReluBackward(y1, da1, 12);
        conv1.backwardWeight(x, dy1, c1.weightGradient, c1.biasGradient);

        p.forEach(Lenet5Test::descend);
        return loss;
    }

    private static float[] input() {
        float[] x = new float[784 * BATCH];
        for (int b = 0; b < BATCH; b++) {
            for (int pixel = 0; pixel < 784; pixel++) {
                x[pixel * BATCH + b] = (IMAGES.pixels()[b * 784 + pixel] & 0xff) / 255f;
            }
        }
        return x;
    }

    /** Where the largest of the square is that is pooled to y[j]; width is of y. */
    private static int largest(float[] x, int j, int width) {
        int b = j % BATCH, ox = j / BATCH % width, line = j / BATCH / width;
        int largest = (2 * line * 2 * width + 2 * ox) * BATCH + b;
        for (int iy = 2 * line; iy < 2 * line + 2; iy++) {
            for (int ix = 2 * ox; ix < 2 * ox + 2; ix++) {
                int at = (iy * 2 * width + ix) * BATCH + b;
                largest = x[at] > x[largest] ? at : largest;
            }
        }
        return largest;
    }

    private static float[] poolAndRelu(float[] x, int width) {
        float[] y = new float[x.length / 4];
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.max(0, x[largest(x, j, width)]);
        }
        return y;
    }

    private static float[] poolAndReluBackward(float[] x, float[] dy, int width) {
        float[] dx = new float[x.length];
        for (int j = 0; j < dy.length; j++) {
            int at = largest(x, j, width);
            dx[at] = x[at] > 0 ? dy[j] : 0;
        }
        return dx;
    }

    private static float[] relu(float[] x) {
        float[] y = new float[x.length];
        for (int j = 0; j < x.length; j++) {
            y[j] = Math.max(0, x[j]);
        }
        return y;
    }

    private static void reluBackward(float[] x, float[] gradient) {
        for (int j = 0; j < x.length; j++) {
            gradient[j] = x[j] > 0 ? gradient[j] : 0;
        }
    }

    private static double softmax(float[] z, float[] dz) {
        double loss = 0;
        for (int b = 0; b < BATCH; b++) {
            double sum = 0;
            for (int c = 0; c < 10; c++) {
                sum += Math.exp(z[c * BATCH + b]);
            }
            for (int c = 0; c < 10; c++) {
                double probability = Math.exp(z[c * BATCH + b]) / sum;
                boolean label = IMAGES.labels()[b] == c;
                dz[c * BATCH + b] = (float) ((probability - (label ? 1 : 0)) / BATCH);
                loss -= label ? Math.log(probability) : 0;
            }
        }
        return loss;
    }

    private static void descend(Parameters p) {
        for (int j = 0; j < p.weight.length; j++) {
            p.weight[j] -= RATE * p.weightGradient[j];
        }
        for (int f = 0; f < p.bias.length; f++) {
            p.bias[f] -= RATE * p.biasGradient[f];
        }
    }
}
