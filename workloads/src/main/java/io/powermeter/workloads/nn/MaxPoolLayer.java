package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.MaxPool;

/** Height and width of the input must be even. */
record MaxPoolLayer(Activation input, Activation output) implements Layer {

    MaxPoolLayer(Activation input, int batch) {
        this(input, new Activation(input.channels, input.height / 2, input.width / 2, batch));
    }

    @Override
    public void forward(int batch) {
        MaxPool.forward(input.value, output.value, output.width, batch);
    }

    @Override
    public void backwardInput(int batch) {
        MaxPool.backward(input.value, output.value, output.gradient, input.gradient, output.width, batch);
    }
}
