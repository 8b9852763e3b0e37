package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.LinearShape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Layers one behind the other. */
final class Layers {

    private final List<Layer> layers = new ArrayList<>();
    private final List<ExitLayer> exits = new ArrayList<>();
    private Activation last;

    /** Takes as many of the shapes and weights as there are layers with weights. */
    Layers(Activation input, List<Stage> stages, Iterator<LinearShape> shapes, Iterator<Weights> weights) {
        last = input;
        for (Stage stage : stages) {
            add(stage, shapes, weights);
        }
    }

    private void add(Stage stage, Iterator<LinearShape> shapes, Iterator<Weights> weights) {
        Layer layer;
        if (stage instanceof Stage.MaxPool) {
            layer = new MaxPoolLayer(last);
        } else if (stage instanceof Stage.Relu) {
            layer = new ReluLayer(last);
        } else if (stage instanceof Stage.Sign) {
            layer = new SignLayer(last);
        } else if (stage instanceof Stage.Exit exit) {
            ExitLayer branch = new ExitLayer(last, exit.stages(), shapes, weights);
            exits.add(branch);
            layer = branch;
        } else {
            layer = new LinearLayer(last, shapes.next(), weights.next());
        }
        layers.add(layer);
        last = layer.output();
    }

    Activation output() {
        return last;
    }

    List<ExitLayer> exits() {
        return exits;
    }

    void forward() {
        for (Layer layer : layers) {
            layer.forward();
        }
    }

    /** Output gradient to the gradients of all parameters and, if it is wanted, of the input. */
    void backward(boolean toInput) {
        for (int l = layers.size() - 1; l >= 0; l--) {
            layers.get(l).backwardWeight();
            if (l > 0 || toInput) {
                layers.get(l).backwardInput();
            }
        }
    }
}
