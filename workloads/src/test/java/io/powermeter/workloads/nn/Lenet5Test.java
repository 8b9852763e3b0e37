package io.powermeter.workloads.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.Convolution;
import io.powermeter.workloads.kernel.Naive;
import java.util.Arrays;
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
        Network network = Model.LENET5.network(BATCH, new Random(1));
        List<Parameters> expected = Model.LENET5.network(BATCH, new Random(1)).parameters;

        double loss = network.train(IMAGES, new int[] {0, 1, 2}, 0, BATCH, RATE, 0.9);

        assertThat(loss).isCloseTo(naiveStep(expected), within(1e-4));
        for (int layer = 0; layer < expected.size(); layer++) {
            Parameters actual = network.parameters.get(layer);
            assertThat(actual.bias).containsExactly(expected.get(layer).bias, withPrecision(1e-4f));
            assertThat(largestDifference(actual.weight, expected.get(layer).weight))
                    .as("weights of layer %d", layer)
                    .isLessThan(1e-4);
        }
    }

    private static double largestDifference(float[][] actual, float[][] expected) {
        double largest = 0;
        for (int r = 0; r < expected.length; r++) {
            for (int j = 0; j < expected[r].length; j++) {
                largest = Math.max(largest, Math.abs((double) actual[r][j] - expected[r][j]));
            }
        }
        return largest;
    }

    /** One step of plain gradient descent (the first step has no velocity yet); returns the sum of the losses before. */
    private static double naiveStep(List<Parameters> p) {
        Parameters c1 = p.get(0), c2 = p.get(1), f1 = p.get(2), f2 = p.get(3);
        Convolution s1 = new Convolution(1, 28, 28, 20, 5);
        Convolution s2 = new Convolution(20, 12, 12, 50, 5);

        float[][] x = input();
        float[][] y1 = new float[20 * 24][24 * BATCH];
        Naive.convolutionForward(s1, x, c1.weight, c1.bias, y1, BATCH);
        float[][] a1 = poolAndRelu(y1, 12);
        float[][] y2 = new float[50 * 8][8 * BATCH];
        Naive.convolutionForward(s2, a1, c2.weight, c2.bias, y2, BATCH);
        float[][] a2 = poolAndRelu(y2, 4);
        float[][] features = features(a2, 4);
        float[][] hidden = new float[500][BATCH];
        Naive.denseForward(features, f1.weight, f1.bias, hidden, BATCH);
        float[][] active = relu(hidden);
        float[][] logits = new float[10][BATCH];
        Naive.denseForward(active, f2.weight, f2.bias, logits, BATCH);

        float[][] dLogits = new float[10][BATCH];
        double loss = softmax(logits, dLogits);
        float[][] dHidden = new float[500][BATCH];
        Naive.denseBackwardInput(dLogits, f2.weight, dHidden, BATCH);
        Naive.denseBackwardWeight(active, dLogits, f2.weightGradient, f2.biasGradient, BATCH);
        reluBackward(hidden, dHidden);
        float[][] dFeatures = new float[800][BATCH];
        Naive.denseBackwardInput(dHidden, f1.weight, dFeatures, BATCH);
        Naive.denseBackwardWeight(features, dHidden, f1.weightGradient, f1.biasGradient, BATCH);
        float[][] dy2 = poolAndReluBackward(y2, maps(dFeatures, 4), 4);
        float[][] da1 = new float[20 * 12][12 * BATCH];
        Naive.convolutionBackwardInput(s2, dy2, c2.weight, da1, BATCH);
        Naive.convolutionBackwardWeight(s2, a1, dy2, c2.weightGradient, c2.biasGradient, BATCH);
        float[][] dy1 = poolAndReluBackward(y1, da1, 12);
        Naive.convolutionBackwardWeight(s1, x, dy1, c1.weightGradient, c1.biasGradient, BATCH);

        p.forEach(Lenet5Test::descend);
        return loss;
    }

    private static float[][] input() {
        float[][] x = new float[28][28 * BATCH];
        for (int b = 0; b < BATCH; b++) {
            for (int pixel = 0; pixel < 784; pixel++) {
                x[pixel / 28][pixel % 28 * BATCH + b] = (IMAGES.pixels()[b * 784 + pixel] & 0xff) / 255f;
            }
        }
        return x;
    }

    private static int[] square(float[][] x, int r, int ox, int b) {
        int line = 2 * r, place = 2 * ox * BATCH + b;
        for (int iy = 2 * r; iy < 2 * r + 2; iy++) {
            for (int ix = 2 * ox; ix < 2 * ox + 2; ix++) {
                if (x[iy][ix * BATCH + b] > x[line][place]) {
                    line = iy;
                    place = ix * BATCH + b;
                }
            }
        }
        return new int[] {line, place};
    }

    private static float[][] poolAndRelu(float[][] x, int width) {
        float[][] y = new float[x.length / 2][width * BATCH];
        for (int r = 0; r < y.length; r++) {
            for (int j = 0; j < y[r].length; j++) {
                int[] at = square(x, r, j / BATCH, j % BATCH);
                y[r][j] = Math.max(0, x[at[0]][at[1]]);
            }
        }
        return y;
    }

    private static float[][] poolAndReluBackward(float[][] x, float[][] dy, int width) {
        float[][] dx = new float[x.length][2 * width * BATCH];
        for (int r = 0; r < dy.length; r++) {
            for (int j = 0; j < dy[r].length; j++) {
                int[] at = square(x, r, j / BATCH, j % BATCH);
                dx[at[0]][at[1]] = x[at[0]][at[1]] > 0 ? dy[r][j] : 0;
            }
        }
        return dx;
    }

    private static float[][] features(float[][] maps, int width) {
        float[][] features = new float[maps.length * width][BATCH];
        for (int i = 0; i < features.length; i++) {
            for (int b = 0; b < BATCH; b++) {
                features[i][b] = maps[i / width][i % width * BATCH + b];
            }
        }
        return features;
    }

    private static float[][] maps(float[][] features, int width) {
        float[][] maps = new float[features.length / width][width * BATCH];
        for (int i = 0; i < features.length; i++) {
            for (int b = 0; b < BATCH; b++) {
                maps[i / width][i % width * BATCH + b] = features[i][b];
            }
        }
        return maps;
    }

    private static float[][] relu(float[][] x) {
        return Arrays.stream(x).map(float[]::clone).peek(Lenet5Test::clip).toArray(float[][]::new);
    }

    private static void clip(float[] row) {
        for (int j = 0; j < row.length; j++) {
            row[j] = Math.max(0, row[j]);
        }
    }

    private static void reluBackward(float[][] x, float[][] gradient) {
        for (int r = 0; r < x.length; r++) {
            for (int j = 0; j < x[r].length; j++) {
                gradient[r][j] = x[r][j] > 0 ? gradient[r][j] : 0;
            }
        }
    }

    private static double softmax(float[][] z, float[][] dz) {
        double loss = 0;
        for (int b = 0; b < BATCH; b++) {
            double sum = 0;
            for (float[] logit : z) {
                sum += Math.exp(logit[b]);
            }
            for (int c = 0; c < z.length; c++) {
                double probability = Math.exp(z[c][b]) / sum;
                boolean label = IMAGES.labels()[b] == c;
                dz[c][b] = (float) ((probability - (label ? 1 : 0)) / BATCH);
                loss -= label ? Math.log(probability) : 0;
            }
        }
        return loss;
    }

    private static void descend(Parameters p) {
        for (int o = 0; o < p.weight.length; o++) {
            for (int i = 0; i < p.weight[o].length; i++) {
                p.weight[o][i] -= RATE * p.weightGradient[o][i];
            }
            p.bias[o] -= RATE * p.biasGradient[o];
        }
    }
}
