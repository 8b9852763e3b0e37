package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;

/** A convolution or a dense layer, however its weights are stored. */
record LinearLayer(Activation input, Activation output, Linear kernel, Parameters parameters) implements Layer {

    LinearLayer(Activation input, LinearShape shape, Weights weights) {
        this(
                input,
                new Activation(shape.filters(), shape.outHeight(), shape.outWidth(), input.batch),
                weights.form().kernel(shape, input.batch),
                weights.parameters());
    }

    @Override
    public void forward() {
        kernel.forward(input.value, parameters.weight, parameters.bias, output.value);
    }

    @Override
    public void backwardInput() {
        kernel.backwardInput(output.gradient, parameters.weight, input.gradient);
    }

    @Override
    public void backwardWeight() {
        kernel.backwardWeight(input.value, output.gradient, parameters.weightGradient, parameters.biasGradient);
    }
}
