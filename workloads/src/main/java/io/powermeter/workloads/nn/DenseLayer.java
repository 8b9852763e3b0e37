package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Dense;
import java.util.Optional;
import java.util.Random;

final class DenseLayer implements Layer {

    private final Activation input;
    private final Activation output;
    private final Parameters parameters;
    private final float[][] weightTransposed;
    private final float[][] inputTransposed;

    DenseLayer(Activation input, int outputs, int batch, Random random) {
        this.input = input;
        this.output = new Activation(outputs, 1, 1, batch);
        this.parameters = new Parameters(outputs, input.features(), random);
        this.weightTransposed = new float[input.features()][outputs];
        this.inputTransposed = new float[batch][input.features()];
    }

    @Override
    public Activation output() {
        return output;
    }

    @Override
    public void forward(int batch) {
        Dense.forward(input.value, parameters.weight, parameters.bias, output.value, batch);
    }

    @Override
    public void backwardInput(int batch) {
        Dense.backwardInput(output.gradient, parameters.weight, input.gradient, weightTransposed, batch);
    }

    @Override
    public void backwardWeight(int batch) {
        Dense.backwardWeight(
                input.value,
                output.gradient,
                parameters.weightGradient,
                parameters.biasGradient,
                inputTransposed,
                batch);
    }

    @Override
    public Optional<Parameters> parameters() {
        return Optional.of(parameters);
    }
}
