package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Backends;

/** What a layer learns: weights, as many as are stored, and a bias per filter, each with its gradient and velocity. */
public final class Parameters {

    /** The weights, in the order of their form. */
    public final float[] weight;

    /** The biases, one per filter. */
    public final float[] bias;

    /** The gradient of the last loss for each weight. */
    public final float[] weightGradient;

    /** The gradient of the last loss for each bias. */
    public final float[] biasGradient;

    private final float[] weightVelocity;
    private final float[] biasVelocity;

    /** All zeros. */
    public Parameters(int weights, int biases) {
        this(new float[weights], new float[biases]);
    }

    /** Takes the arrays, which are not copied. */
    public Parameters(float[] weight, float[] bias) {
        this.weight = weight;
        this.bias = bias;
        this.weightGradient = new float[weight.length];
        this.biasGradient = new float[bias.length];
        this.weightVelocity = new float[weight.length];
        this.biasVelocity = new float[bias.length];
    }

    Parameters shared() {
        return new Parameters(weight, bias);
    }

    int count() {
        return weight.length + bias.length;
    }

    void addGradients(Parameters other) {
        add(weightGradient, other.weightGradient);
        add(biasGradient, other.biasGradient);
    }

    private static void add(float[] sum, float[] x) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += x[j];
        }
    }

    void step(float rate, float momentum) {
        Backends.active().momentum(weight, weightGradient, weightVelocity, rate, momentum);
        Backends.active().momentum(bias, biasGradient, biasVelocity, rate, momentum);
    }
}
