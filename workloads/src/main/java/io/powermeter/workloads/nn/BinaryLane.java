package io.powermeter.workloads.nn;

import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.Backend;
import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.kernel.LinearShape;
import io.powermeter.workloads.kernel.Relu;
import io.powermeter.workloads.kernel.Sign;
import io.powermeter.workloads.kernel.SignedProduct;
import io.powermeter.workloads.kernel.SoftmaxCrossEntropy;
import java.util.List;
import java.util.stream.IntStream;

/** One thread's part of a {@link BinaryNetwork}: from pixels to logits, a layer at a time. */
final class BinaryLane {

    private static final float WHITE = 255f;

    private final int batch;
    private final float[] pixels;
    private final int[] labels;
    private final List<Step> steps;

    /** What comes behind the product of a layer. */
    private enum Then {
        LOGITS,
        RELU,
        /** +-1 floats; packed inputs take the sign themselves. */
        SIGN
    }

    private record Step(SignedProduct product, float[] bias, float scale, Then then, float[] y) {}

    BinaryLane(List<BinaryLayer> layers, boolean signs, BinaryNetwork.Arithmetic arithmetic, int batch) {
        this.batch = batch;
        this.pixels = new float[layers.get(0).shape().inputs() * batch];
        this.labels = new int[batch];
        boolean packed = arithmetic == BinaryNetwork.Arithmetic.PACKED;
        this.steps = IntStream.range(0, layers.size())
                .mapToObj(l -> {
                    BinaryLayer layer = layers.get(l);
                    SignedProduct product = product(layer.shape(), l == 0, signs, packed, batch);
                    product.weights(layer.realWeights());
                    Then then = l == layers.size() - 1 ? Then.LOGITS : signs ? Then.SIGN : Then.RELU;
                    float scale = l == 0 ? layer.scale() / WHITE : layer.scale();
                    return new Step(
                            product,
                            layer.biases(),
                            scale,
                            then,
                            new float[layer.shape().outputs() * batch]);
                })
                .toList();
    }

    private static SignedProduct product(
            LinearShape shape, boolean ofPixels, boolean signs, boolean packed, int batch) {
        Backend backend = Backends.active();
        int outputs = shape.outputs();
        int inputs = shape.inputs();
        if (packed && ofPixels) {
            return backend.pixels(outputs, inputs, batch);
        }
        return packed && signs
                ? backend.binary(outputs, inputs, batch)
                : SignedProduct.ofFloats(backend, outputs, inputs, batch);
    }

    int correct(LabeledImages images, int[] order, int from, int used) {
        float[] logits = logits(images, order, from, used);
        for (int b = 0; b < used; b++) {
            labels[b] = images.labels()[order[from + b]];
        }
        return SoftmaxCrossEntropy.correct(logits, labels, batch, used);
    }

    /** Of the images at order[from] to order[from + used - 1]: (classes, B), overwritten by the next call. */
    float[] logits(LabeledImages images, int[] order, int from, int used) {
        images.showBytes(order, from, used, pixels, batch);
        float[] x = pixels;
        for (Step step : steps) {
            step.product.inputs(x);
            step.product.multiply(step.y);
            scale(step.y, step.scale, step.bias, batch);
            activate(step.then, step.y);
            x = step.y;
        }
        return x;
    }

    private static void scale(float[] y, float scale, float[] bias, int batch) {
        for (int o = 0; o < bias.length; o++) {
            for (int at = o * batch; at < (o + 1) * batch; at++) {
                y[at] = scale * y[at] + bias[o];
            }
        }
    }

    private static void activate(Then then, float[] y) {
        switch (then) {
            case RELU -> Relu.forward(y, y, y.length);
            case SIGN -> Sign.forward(y, y, y.length);
            case LOGITS -> {}
        }
    }
}
