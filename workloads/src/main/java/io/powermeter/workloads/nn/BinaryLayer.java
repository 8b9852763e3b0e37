package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.LinearShape;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A layer that computes with the signs of its weights and learns real ones (Courbariaux, Bengio and David 2015).
 *
 * <p>The gradient with respect to a sign goes to the real weight, which is then clipped to -1..1. The product with the signs
 * is divided by the square root of the inputs, in place of batch normalisation; biases are real. The sign of 0 is +1.
 */
public final class BinaryLayer {

    private final LinearShape shape;
    private final Parameters real;
    private final Weights used;
    private final float scale;

    private BinaryLayer(LinearShape shape, Parameters real, float scale) {
        this.shape = shape;
        this.real = real;
        this.used = new Weights(new Parameters(new float[shape.weights()], real.bias), Form.DENSE);
        this.scale = scale;
        binarise();
    }

    /** Layers of real weights as {@link Weights#uniform} draws them. */
    public static List<BinaryLayer> uniform(Architecture architecture, Random random) {
        List<LinearShape> shapes = architecture.shapes();
        List<Weights> drawn = Weights.uniform(architecture, random);
        return IntStream.range(0, shapes.size())
                .mapToObj(l -> new BinaryLayer(shapes.get(l), drawn.get(l).parameters(), (float)
                        (1 / Math.sqrt(shapes.get(l).taps()))))
                .toList();
    }

    /** Layers of weights that are +-1 already, with products that are not scaled: to classify with. */
    public static List<BinaryLayer> ofSigns(Architecture architecture, List<Weights> signs) {
        List<LinearShape> shapes = architecture.shapes();
        return IntStream.range(0, shapes.size())
                .mapToObj(l -> new BinaryLayer(shapes.get(l), signs.get(l).parameters(), 1))
                .toList();
    }

    LinearShape shape() {
        return shape;
    }

    /** What the product with the signs is multiplied by. */
    float scale() {
        return scale;
    }

    float[] realWeights() {
        return real.weight;
    }

    float[] biases() {
        return real.bias;
    }

    /** The signs times the scale, and the biases; changed by every step. */
    public Weights used() {
        return used;
    }

    /** A step of the real weights along the gradients with respect to the signs. */
    public void step(float rate, float momentum) {
        float[] gradients = used.parameters().weightGradient;
        for (int w = 0; w < gradients.length; w++) {
            real.weightGradient[w] = scale * gradients[w];
        }
        System.arraycopy(used.parameters().biasGradient, 0, real.biasGradient, 0, real.biasGradient.length);
        real.step(rate, momentum);
        for (int w = 0; w < real.weight.length; w++) {
            real.weight[w] = Math.max(-1f, Math.min(1f, real.weight[w]));
        }
        binarise();
    }

    private void binarise() {
        float[] signs = used.parameters().weight;
        for (int w = 0; w < signs.length; w++) {
            signs[w] = real.weight[w] < 0 ? -scale : scale;
        }
    }
}
