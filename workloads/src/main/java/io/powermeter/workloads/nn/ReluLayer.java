package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.kernel.Relu;

record ReluLayer(Activation input, Activation output) implements Layer {

    ReluLayer(Activation input) {
        this(input, new Activation(input.channels, input.height, input.width, input.batch));
    }

    @Override
    public void forward() {
        Relu.forward(input.value, output.value, output.value.length);
    }

    @Override
    public void backwardInput() {
        Backends.active().reluBackward(output.value, output.gradient, input.gradient, output.value.length);
    }
}
