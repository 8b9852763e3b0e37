package io.powermeter.workloads.mcmc;

import io.powermeter.workloads.kernel.LinearShape;
import io.powermeter.workloads.nn.Parameters;
import java.util.stream.IntStream;

/**
 * A layer as a chain sees it: numbered parameters. Parameter i belongs to output {@code i / (taps + 1)}, and is its weight
 * number {@code i % (taps + 1)}, or, after the last weight, its bias.
 *
 * @param parameters all weights, (F, C*K*K), and the biases
 */
record MovableLayer(LinearShape shape, Parameters parameters) {

    /** Parameters of one output. */
    int width() {
        return shape.taps() + 1;
    }

    /** Number of parameters. */
    int size() {
        return shape.filters() * width();
    }

    boolean isBias(int i) {
        return i % width() == shape.taps();
    }

    /** The numbers of the weights, without the biases, in the order in which they are stored. */
    int[] weights() {
        return IntStream.range(0, size()).filter(i -> !isBias(i)).toArray();
    }

    float get(int i) {
        int output = i / width();
        return isBias(i) ? parameters.bias[output] : parameters.weight[i - output];
    }

    void set(int i, float value) {
        int output = i / width();
        if (isBias(i)) {
            parameters.bias[output] = value;
        } else {
            parameters.weight[i - output] = value;
        }
    }
}
