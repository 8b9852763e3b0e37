package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Momentum;
import java.util.Random;

/** What a layer learns: weights (outputs, inputs) and a bias per output, each with its gradient and velocity. */
final class Parameters {

    final float[][] weight;
    final float[] bias;
    final float[][] weightGradient;
    final float[] biasGradient;
    private final float[][] weightVelocity;
    private final float[] biasVelocity;

    /** Draws all from U(-1/sqrt(inputs), 1/sqrt(inputs)), weights first: the default of PyTorch's Linear and Conv2d. */
    Parameters(int outputs, int inputs, Random random) {
        weight = new float[outputs][inputs];
        bias = new float[outputs];
        weightGradient = new float[outputs][inputs];
        biasGradient = new float[outputs];
        weightVelocity = new float[outputs][inputs];
        biasVelocity = new float[outputs];
        float bound = (float) (1 / Math.sqrt(inputs));
        for (float[] row : weight) {
            draw(row, bound, random);
        }
        draw(bias, bound, random);
    }

    private static void draw(float[] row, float bound, Random random) {
        for (int j = 0; j < row.length; j++) {
            row[j] = bound * (2 * random.nextFloat() - 1);
        }
    }

    int count() {
        return weight.length * weight[0].length + bias.length;
    }

    void step(float rate, float momentum) {
        for (int o = 0; o < weight.length; o++) {
            Momentum.step(weight[o], weightGradient[o], weightVelocity[o], rate, momentum);
        }
        Momentum.step(bias, biasGradient, biasVelocity, rate, momentum);
    }
}
