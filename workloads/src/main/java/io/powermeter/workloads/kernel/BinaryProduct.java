package io.powermeter.workloads.kernel;

/**
 * The product of a matrix of +-1 weights (O, I) and a batch of +-1 inputs (I, B), both packed to bits:
 * {@code y[o][b] = sum over i of sign(w[o][i]) * sign(x[i][b]) = I - 2 * popcount(w[o] xor x[b])}.
 *
 * <p>What is packed are the signs of floats: -1 if the number is below 0, else +1, so that 0, -0 and NaN count as +1. The
 * results are whole numbers from -I to I, the same in every implementation, and the same as those of a product of floats.
 * B is a multiple of {@link Backend#BATCH_MULTIPLE}.
 *
 * <p>Weights and inputs stay as they were given until they are given anew. Not for several threads at a time; allocates
 * nothing after it was made.
 */
public interface BinaryProduct {

    /** Most inputs of one output, so that partial counts fit into 16 bits. */
    int MOST_INPUTS = 65_535;

    /** Packs the signs of the weights (O, I): needed after they have changed, not for every product. */
    void weights(float[] w);

    /** Turns the sign of one weight round. */
    void flip(int output, int input);

    /** Packs the signs of the inputs (I, B). */
    void inputs(float[] x);

    /** The whole product, into y (O, B). */
    void multiply(float[] y);

    /** One output of all samples, into its row of y (O, B): after a change of one row of weights. */
    void multiplyRow(int output, float[] y);

    /**
     * Checks a shape.
     *
     * @throws IllegalArgumentException if there is no such product; the message says why
     */
    static void require(int outputs, int inputs, int batch) {
        if (outputs < 1 || inputs < 1 || inputs > MOST_INPUTS) {
            throw new IllegalArgumentException("No binary product has " + outputs + " outputs of " + inputs
                    + " inputs: at least 1 of each, and at most " + MOST_INPUTS + " inputs.");
        }
        if (batch < 1 || batch % Backend.BATCH_MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "A batch of " + batch + " is no multiple of " + Backend.BATCH_MULTIPLE + ".");
        }
    }
}
