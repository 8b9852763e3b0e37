package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Relu;

record ReluLayer(Activation input, Activation output) implements Layer {

    ReluLayer(Activation input, int batch) {
        this(input, new Activation(input.channels, input.height, input.width, batch));
    }

    @Override
    public void forward(int batch) {
        Relu.forward(input.value, output.value, output.width * batch);
    }

    @Override
    public void backwardInput(int batch) {
        Relu.backward(output.value, output.gradient, input.gradient, output.width * batch);
    }
}
