package io.powermeter.workloads.kernel;

/**
 * A layer that is linear in its input, forward and backward, for one {@link LinearShape}, one way to store the weights, and
 * one batch size B.
 *
 * <p>The weights are all of them, or those that a {@link Csr} or {@link Bsr} keeps, in its order. x is (C, H, W, B), y is
 * (F, OH, OW, B), gradients have the shape of what they belong to. Columns of the batch that are not used hold zeros and
 * cost as much as others.
 *
 * <p>Holds working memory, so one thread at a time; holds nothing from one call to the next. Nothing is allocated.
 */
public interface Linear {

    /** {@code y[f][oy][ox] = bias[f] + sum over the taps of w[f][tap] * x[what the tap sees]}, for every sample. */
    void forward(float[] x, float[] w, float[] bias, float[] y);

    /**
     * {@code dx = transpose(w) * dy}: for every input the sum over the outputs that see it; dx is overwritten. Where dy is
     * mostly 0, a weight that is not finite may be taken as multiplied by those zeros or not, and so may x below.
     */
    void backwardInput(float[] dy, float[] w, float[] dx);

    /** {@code dw[f][tap]} = sum over places and samples of dy times what the tap sees; {@code dbias[f]} = sum of dy. */
    void backwardWeight(float[] x, float[] dy, float[] dw, float[] dbias);
}
