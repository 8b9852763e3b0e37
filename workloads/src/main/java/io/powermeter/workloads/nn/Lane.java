package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.SoftmaxCrossEntropy;
import java.util.ArrayList;
import java.util.List;

/** One thread's part of a network: layers with activations for its share of the batch, weights shared with the others. */
final class Lane {

    final List<Weights> weights;
    private final Activation input;
    private final List<Layer> layers;
    private final Activation logits;
    private final int[] labels;
    private int used;

    Lane(Architecture architecture, List<Weights> weights, int batch) {
        this.weights = weights;
        this.input = new Activation(
                architecture.image().channels(),
                architecture.image().height(),
                architecture.image().width(),
                batch);
        this.layers = layers(architecture, input, weights);
        this.logits = layers.get(layers.size() - 1).output();
        this.labels = new int[batch];
    }

    private static List<Layer> layers(Architecture architecture, Activation input, List<Weights> weights) {
        var shapes = architecture.shapes().iterator();
        var stored = weights.iterator();
        List<Layer> layers = new ArrayList<>();
        Activation last = input;
        for (Stage stage : architecture.stages()) {
            Layer layer;
            if (stage instanceof Stage.MaxPool) {
                layer = new MaxPoolLayer(last);
            } else if (stage instanceof Stage.Relu) {
                layer = new ReluLayer(last);
            } else {
                layer = new LinearLayer(last, shapes.next(), stored.next());
            }
            layers.add(layer);
            last = layer.output();
        }
        return List.copyOf(layers);
    }

    /** Shows the images at order[from] to order[from + used - 1] to the network, from pixels to logits. */
    void forward(LabeledImages images, int[] order, int from, int used) {
        this.used = used;
        images.show(order, from, used, input.value, input.batch);
        for (int b = 0; b < used; b++) {
            labels[b] = images.labels()[order[from + b]];
        }
        for (Layer layer : layers) {
            layer.forward();
        }
    }

    /** Sum of the losses of the images shown last. */
    double loss() {
        return SoftmaxCrossEntropy.loss(logits.value, labels, input.batch, used);
    }

    /** How many of the images shown last get their largest logit at their label. */
    int correct() {
        return SoftmaxCrossEntropy.correct(logits.value, labels, input.batch, used);
    }

    /** From the mean loss over so many samples, of which the images shown last are a part, to all gradients. */
    void backward(int samples) {
        SoftmaxCrossEntropy.backward(logits.value, labels, logits.gradient, input.batch, used, samples);
        for (int l = layers.size() - 1; l >= 0; l--) {
            layers.get(l).backwardWeight();
            if (l > 0) {
                layers.get(l).backwardInput();
            }
        }
    }
}
