package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.SoftmaxCrossEntropy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A chain of layers from an image to a logit per class, trained on softmax cross-entropy.
 *
 * <p>Made by {@link Model#network}. All arrays are allocated then, none later. One thread at a time.
 */
public final class Network {

    final List<Parameters> parameters;
    private final Activation input;
    private final List<Layer> layers;
    private final Activation logits;
    private final int[] labels;

    private Network(Activation input, List<Layer> layers, int batch) {
        this.input = input;
        this.layers = List.copyOf(layers);
        this.parameters =
                layers.stream().map(Layer::parameters).flatMap(Optional::stream).toList();
        this.logits = layers.get(layers.size() - 1).output();
        this.labels = new int[batch];
    }

    /**
     * One step of gradient descent on the mean loss of a batch.
     *
     * @param order indices of images; the batch is the images at order[from] to order[from + batch - 1]
     * @param batch at most the size the network was made for
     * @return the sum of the losses of the batch before the step, in nats; not finite if training has diverged, and then
     *     no step was made
     */
    public double train(LabeledImages images, int[] order, int from, int batch, double rate, double momentum) {
        forward(images, order, from, batch);
        double loss = SoftmaxCrossEntropy.loss(logits.value, labels, batch);
        if (Double.isFinite(loss)) {
            backward(batch);
            for (Parameters learned : parameters) {
                learned.step((float) rate, (float) momentum);
            }
        }
        return loss;
    }

    /** How many images of a batch, given as in {@link #train}, get their largest logit at their label. */
    public int correct(LabeledImages images, int[] order, int from, int batch) {
        forward(images, order, from, batch);
        return SoftmaxCrossEntropy.correct(logits.value, labels, batch);
    }

    /** Number of weights and biases. */
    public int parameterCount() {
        return parameters.stream().mapToInt(Parameters::count).sum();
    }

    private void forward(LabeledImages images, int[] order, int from, int batch) {
        for (int b = 0; b < batch; b++) {
            show(images, order[from + b], b, batch);
        }
        for (Layer layer : layers) {
            layer.forward(batch);
        }
    }

    /** Puts image i into place b of the input, its pixels scaled to 0..1, and its label beside it. */
    private void show(LabeledImages images, int i, int b, int batch) {
        int pixel = i * LabeledImages.PIXELS;
        for (float[] line : input.value) {
            for (int x = 0; x < LabeledImages.SIDE; x++) {
                line[x * batch + b] = Byte.toUnsignedInt(images.pixels()[pixel++]) / 255f;
            }
        }
        labels[b] = images.labels()[i];
    }

    /** From the loss of the last forward pass to the gradients of all parameters. */
    private void backward(int batch) {
        SoftmaxCrossEntropy.backward(logits.value, labels, logits.gradient, batch);
        for (int l = layers.size() - 1; l >= 0; l--) {
            layers.get(l).backwardWeight(batch);
            if (l > 0) {
                layers.get(l).backwardInput(batch);
            }
        }
    }

    /** Appends layers, each to the output of the one before, starting from an image. */
    static final class Builder {
        private final int batch;
        private final Random random;
        private final Activation input;
        private final List<Layer> layers = new ArrayList<>();

        Builder(int batch, Random random) {
            this.batch = batch;
            this.random = random;
            this.input = new Activation(1, LabeledImages.SIDE, LabeledImages.SIDE, batch);
        }

        private Activation last() {
            return layers.isEmpty() ? input : layers.get(layers.size() - 1).output();
        }

        private Builder then(Layer layer) {
            layers.add(layer);
            return this;
        }

        Builder convolution(int filters, int kernel) {
            return then(new ConvolutionLayer(last(), filters, kernel, batch, random));
        }

        Builder maxPool() {
            return then(new MaxPoolLayer(last(), batch));
        }

        Builder relu() {
            return then(new ReluLayer(last(), batch));
        }

        Builder flatten() {
            return then(new FlattenLayer(last(), batch));
        }

        Builder dense(int outputs) {
            return then(new DenseLayer(last(), outputs, batch, random));
        }

        Network build() {
            return new Network(input, layers, batch);
        }
    }
}
