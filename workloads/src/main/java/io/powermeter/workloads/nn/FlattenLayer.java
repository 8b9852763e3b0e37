package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Flatten;

record FlattenLayer(Activation input, Activation output) implements Layer {

    FlattenLayer(Activation input, int batch) {
        this(input, new Activation(input.features(), 1, 1, batch));
    }

    @Override
    public void forward(int batch) {
        Flatten.forward(input.value, output.value, input.width, batch);
    }

    @Override
    public void backwardInput(int batch) {
        Flatten.backward(output.gradient, input.gradient, input.width, batch);
    }
}
