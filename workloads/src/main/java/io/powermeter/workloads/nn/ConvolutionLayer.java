package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Convolution;
import java.util.Optional;
import java.util.Random;

final class ConvolutionLayer implements Layer {

    private final Activation input;
    private final Activation output;
    private final Parameters parameters;
    private final Convolution shape;
    private final Convolution.Scratch scratch;

    ConvolutionLayer(Activation input, int filters, int kernel, int batch, Random random) {
        this.shape = new Convolution(input.channels, input.height, input.width, filters, kernel);
        this.input = input;
        this.output = new Activation(filters, shape.outHeight(), shape.outWidth(), batch);
        this.parameters = new Parameters(filters, shape.taps(), random);
        this.scratch = new Convolution.Scratch(shape, batch);
    }

    @Override
    public Activation output() {
        return output;
    }

    @Override
    public void forward(int batch) {
        shape.forward(input.value, parameters.weight, parameters.bias, output.value, scratch, batch);
    }

    @Override
    public void backwardInput(int batch) {
        shape.backwardInput(output.gradient, parameters.weight, input.gradient, scratch, batch);
    }

    @Override
    public void backwardWeight(int batch) {
        shape.backwardWeight(
                input.value, output.gradient, parameters.weightGradient, parameters.biasGradient, scratch, batch);
    }

    @Override
    public Optional<Parameters> parameters() {
        return Optional.of(parameters);
    }
}
