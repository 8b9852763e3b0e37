package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Sign;

record SignLayer(Activation input, Activation output) implements Layer {

    SignLayer(Activation input) {
        this(input, new Activation(input.channels, input.height, input.width, input.batch));
    }

    @Override
    public void forward() {
        Sign.forward(input.value, output.value, output.value.length);
    }

    @Override
    public void backwardInput() {
        Sign.backward(input.value, output.gradient, input.gradient, output.value.length);
    }
}
