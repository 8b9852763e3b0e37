package io.powermeter.workloads.kernel;

/**
 * The product of a matrix of +-1 weights (O, I) and a batch of inputs (I, B):
 * {@code y[o][b] = sum over i of sign(w[o][i]) * x[i][b]}.
 *
 * <p>The sign of a weight is -1 if it is below 0, else +1, so that 0, -0 and NaN count as +1. B is a multiple of
 * {@link Backend#BATCH_MULTIPLE}.
 *
 * <p>Weights stay as they were given until they are given anew. Not for several threads at a time; allocates
 * nothing after it was made.
 */
public interface SignedProduct {

    /** Takes the signs of the weights (O, I): needed after they have changed, not for every product. */
    void weights(float[] w);

    /** Takes the inputs (I, B), which are not copied: they must stay as they are until the last product of them. */
    void inputs(float[] x);

    /** The whole product, into y (O, B). */
    void multiply(float[] y);

    /** The product by a layer of floats that are +-1: exact where all sums are whole numbers below 2^24. */
    static SignedProduct ofFloats(Backend backend, int outputs, int inputs, int batch) {
        return new FloatSignedProduct(backend, outputs, inputs, batch);
    }
}
