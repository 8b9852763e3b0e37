package io.powermeter.workloads.kernel;

/**
 * A {@link SignedProduct} whose inputs are +-1 as well, packed to bits or less:
 * {@code y[o][b] = I - 2 * popcount(w[o] xor x[b])}.
 *
 * <p>What is packed of the inputs are the signs of floats, as of the weights. The results are whole numbers from -I to I,
 * the same in every implementation, and the same as those of a product of floats.
 */
public interface BinaryProduct extends SignedProduct {

    /** Most inputs of one output, so that partial counts fit into 16 bits. */
    int MOST_INPUTS = 65_535;

    /** Turns the sign of one weight round. */
    void flip(int output, int input);

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
