package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.SoftmaxCrossEntropy;
import java.util.List;
import java.util.stream.Stream;

/** One thread's part of a network: layers with activations for its share of the batch, weights shared with the others. */
final class Lane {

    final List<Weights> weights;
    private final Activation input;
    private final Layers layers;
    private final Activation logits;
    private final List<Activation> allLogits;
    private final int[] labels;
    private int used;

    Lane(Architecture architecture, List<Weights> weights, int batch) {
        this.weights = weights;
        this.input = new Activation(architecture.image(), batch);
        this.layers =
                new Layers(input, architecture.stages(), architecture.shapes().iterator(), weights.iterator());
        this.logits = layers.output();
        this.allLogits = Stream.concat(layers.exits().stream().map(ExitLayer::logits), Stream.of(logits))
                .toList();
        this.labels = new int[batch];
    }

    /** Shows the images at order[from] to order[from + used - 1] to the network, from pixels to logits. */
    void forward(LabeledImages images, int[] order, int from, int used) {
        this.used = used;
        images.show(order, from, used, input.value, input.batch);
        for (int b = 0; b < used; b++) {
            labels[b] = images.labels()[order[from + b]];
        }
        layers.forward();
    }

    /** Sum of the losses of the images shown last, at the end and at all exits. */
    double loss() {
        double loss = 0;
        for (Activation z : allLogits) {
            loss += SoftmaxCrossEntropy.loss(z.value, labels, input.batch, used);
        }
        return loss;
    }

    /** How many of the images shown last get their largest logit at their label. */
    int correct() {
        return SoftmaxCrossEntropy.correct(logits.value, labels, input.batch, used);
    }

    /** From the mean loss over so many samples, of which the images shown last are a part, to all gradients. */
    void backward(int samples) {
        for (Activation z : allLogits) {
            SoftmaxCrossEntropy.backward(z.value, labels, z.gradient, input.batch, used, samples);
        }
        layers.backward(false);
    }
}
