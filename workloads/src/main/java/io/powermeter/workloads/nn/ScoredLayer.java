package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.kernel.Largest;
import io.powermeter.workloads.kernel.LinearShape;
import java.util.Random;

/**
 * A layer of random weights that stay as they are, of which those with the largest scores, whatever their sign, are used;
 * only the scores learn.
 *
 * <p>The gradient of a score's magnitude is that of the weight it lets through, times the weight, also where it lets
 * nothing through (the straight-through estimator).
 */
public final class ScoredLayer {

    private final LinearShape shape;
    private final int count;
    private final float[] weights;
    private final float[] scores;
    private final float[] magnitudes;
    private final float[] gradient;
    private final float[] velocity;
    private final boolean[] keep;
    private final Weights used;

    /**
     * Weights of one size and random sign, such that the used ones keep the signal's variance through a ReLU:
     * {@code sqrt(2 / taps) / sqrt(share)} (He et al. 2015, scaled as in Ramanujan et al. 2020); scores from
     * U(-1/sqrt(taps), 1/sqrt(taps)).
     *
     * @param share of the weights that is used
     */
    public ScoredLayer(LinearShape shape, double share, Random random) {
        int n = shape.weights();
        this.shape = shape;
        this.count = (int) Math.max(1, Math.round(share * n));
        this.weights = new float[n];
        this.scores = new float[n];
        this.magnitudes = new float[n];
        this.gradient = new float[n];
        this.velocity = new float[n];
        this.keep = new boolean[n];
        this.used = new Weights(new Parameters(n, shape.filters()), Form.DENSE);
        float size = (float) (Math.sqrt(2.0 / shape.taps()) / Math.sqrt(share));
        float bound = (float) (1 / Math.sqrt(shape.taps()));
        for (int w = 0; w < n; w++) {
            weights[w] = random.nextBoolean() ? size : -size;
            scores[w] = bound * (2 * random.nextFloat() - 1);
        }
        choose();
    }

    /** The weights with 0 for those that are not used, and biases of 0; changed by every step. */
    public Weights used() {
        return used;
    }

    /** Which weights are used. */
    public Mask mask() {
        return new Mask(shape, 1, keep.clone());
    }

    /** All weights and biases, used or not, copied. */
    public Weights all() {
        return new Weights(new Parameters(weights.clone(), new float[shape.filters()]), Form.DENSE);
    }

    /** Whether all scores are numbers still. */
    public boolean isFinite() {
        float sum = 0;
        for (float score : scores) {
            sum += 0 * score;
        }
        return sum == 0;
    }

    /** A step of the scores along the gradients of the used weights, with a share of the scores taken off. */
    public void step(float rate, float momentum, float decay) {
        float[] gradients = used.parameters().weightGradient;
        for (int w = 0; w < scores.length; w++) {
            gradient[w] = gradients[w] * weights[w] * Math.signum(scores[w]) + decay * scores[w];
        }
        Backends.active().momentum(scores, gradient, velocity, rate, momentum);
        choose();
    }

    private void choose() {
        for (int w = 0; w < scores.length; w++) {
            magnitudes[w] = Math.abs(scores[w]);
        }
        Largest.keep(magnitudes, count, keep);
        float[] shown = used.parameters().weight;
        for (int w = 0; w < shown.length; w++) {
            shown[w] = keep[w] ? weights[w] : 0f;
        }
    }
}
