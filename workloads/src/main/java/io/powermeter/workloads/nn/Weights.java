package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.LinearShape;
import java.util.List;
import java.util.Random;

/** What one layer has learned, and the form it is in. */
public record Weights(Parameters parameters, Form form) {

    /** Beyond so many layers PyTorch's default leaves too little of the signal: each takes five sixths of its variance. */
    private static final int DEEP = 5;

    /**
     * Weights for all layers of a network, drawn from U(-1/sqrt(taps), 1/sqrt(taps)), biases too: the default of PyTorch's
     * Linear and Conv2d. Those of more than five layers are drawn from U(-sqrt(6/taps), sqrt(6/taps)), which keeps the
     * signal's variance through ReLUs (He, Zhang, Ren and Sun 2015).
     */
    public static List<Weights> uniform(Architecture architecture, Random random) {
        List<LinearShape> shapes = architecture.shapes();
        double gain = shapes.size() > DEEP ? Math.sqrt(6) : 1;
        return shapes.stream().map(shape -> uniform(shape, gain, random)).toList();
    }

    private static Weights uniform(LinearShape shape, double gain, Random random) {
        Parameters parameters = new Parameters(shape.weights(), shape.filters());
        float bound = (float) (gain / Math.sqrt(shape.taps()));
        draw(parameters.weight, bound, random);
        draw(parameters.bias, bound, random);
        return new Weights(parameters, Form.DENSE);
    }

    private static void draw(float[] values, float bound, Random random) {
        for (int j = 0; j < values.length; j++) {
            values[j] = bound * (2 * random.nextFloat() - 1);
        }
    }

    /** All weights times a factor, copied; biases as they are. */
    public static List<Weights> scaled(List<Weights> layers, double factor) {
        return layers.stream().map(layer -> layer.scaled((float) factor)).toList();
    }

    private Weights scaled(float factor) {
        float[] weights = parameters.weight.clone();
        for (int w = 0; w < weights.length; w++) {
            weights[w] *= factor;
        }
        return new Weights(new Parameters(weights, parameters.bias.clone()), form);
    }

    /** The same weights and biases, not copied, with gradients of their own, for another thread. */
    Weights shared() {
        return new Weights(parameters.shared(), form);
    }
}
