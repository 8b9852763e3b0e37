package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.LinearShape;
import java.util.List;
import java.util.Random;

/** What one layer has learned, and the form it is in. */
public record Weights(Parameters parameters, Form form) {

    /**
     * Weights for all layers of a network, drawn from U(-1/sqrt(taps), 1/sqrt(taps)), biases too: the default of PyTorch's
     * Linear and Conv2d.
     */
    public static List<Weights> uniform(Architecture architecture, Random random) {
        return architecture.shapes().stream()
                .map(shape -> uniform(shape, random))
                .toList();
    }

    private static Weights uniform(LinearShape shape, Random random) {
        Parameters parameters = new Parameters(shape.weights(), shape.filters());
        float bound = (float) (1 / Math.sqrt(shape.taps()));
        draw(parameters.weight, bound, random);
        draw(parameters.bias, bound, random);
        return new Weights(parameters, Form.DENSE);
    }

    private static void draw(float[] values, float bound, Random random) {
        for (int j = 0; j < values.length; j++) {
            values[j] = bound * (2 * random.nextFloat() - 1);
        }
    }

    /** The same weights and biases, not copied, with gradients of their own, for another thread. */
    Weights shared() {
        return new Weights(parameters.shared(), form);
    }
}
