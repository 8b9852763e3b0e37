package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Backends;

/** Height and width of the input must be even. */
record MaxPoolLayer(Activation input, Activation output) implements Layer {

    MaxPoolLayer(Activation input) {
        this(input, new Activation(input.channels, input.height / 2, input.width / 2, input.batch));
    }

    private int lines() {
        return output.channels * output.height;
    }

    @Override
    public void forward() {
        Backends.active().maxPool(input.value, output.value, lines(), output.width, output.batch);
    }

    @Override
    public void backwardInput() {
        Backends.active()
                .maxPoolBackward(
                        input.value,
                        output.value,
                        output.gradient,
                        input.gradient,
                        lines(),
                        output.width,
                        output.batch);
    }
}
