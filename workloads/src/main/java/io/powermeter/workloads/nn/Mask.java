package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.Bsr;
import io.powermeter.workloads.kernel.Csr;
import io.powermeter.workloads.kernel.LinearShape;
import java.util.Arrays;

/**
 * Which weights of a layer are kept, one by one or by square blocks.
 *
 * @param block side of a block, 1 for single weights; divides the rows (filters) and the columns (taps)
 * @param keep (rows/block, columns/block), row by row
 */
public record Mask(LinearShape shape, int block, boolean[] keep) {

    /** All blocks, kept. */
    static Mask all(LinearShape shape, int block) {
        boolean[] keep = new boolean[shape.weights() / (block * block)];
        Arrays.fill(keep, true);
        return new Mask(shape, block, keep);
    }

    /** The number of the block that weight {@code w} of all weights is in. */
    int blockOf(int w) {
        int row = w / shape.taps() / block;
        int column = w % shape.taps() / block;
        return row * (shape.taps() / block) + column;
    }

    /** A number per block to one per weight. */
    public float[] spread(float[] blocks) {
        float[] weights = new float[shape.weights()];
        for (int w = 0; w < weights.length; w++) {
            weights[w] = blocks[blockOf(w)];
        }
        return weights;
    }

    /** How many weights are kept. */
    public int kept() {
        int blocks = 0;
        for (boolean kept : keep) {
            blocks += kept ? 1 : 0;
        }
        return blocks * block * block;
    }

    /** Sets to 0 the weights that are not kept. */
    void apply(float[] weights) {
        for (int w = 0; w < weights.length; w++) {
            if (!keep[blockOf(w)]) {
                weights[w] = 0f;
            }
        }
    }

    /** The weights in a form, copied; the biases too. */
    Weights of(Parameters dense, Execution execution) {
        return switch (execution) {
            case DENSE_MASKED -> masked(dense);
            case CSR -> csr(dense);
            case BSR -> block == 1 ? csr(dense) : bsr(dense);
        };
    }

    private Weights masked(Parameters dense) {
        float[] weights = dense.weight.clone();
        apply(weights);
        return new Weights(new Parameters(weights, dense.bias.clone()), Form.DENSE);
    }

    private Weights csr(Parameters dense) {
        Csr pattern = singles();
        return new Weights(new Parameters(pattern.gather(dense.weight), dense.bias.clone()), Form.csr(pattern));
    }

    private Weights bsr(Parameters dense) {
        Bsr pattern = blocks();
        return new Weights(new Parameters(pattern.gather(dense.weight), dense.bias.clone()), Form.bsr(pattern));
    }

    /** All weights and biases of what {@link #of} made, copied. */
    Parameters dense(Parameters stored, Execution execution) {
        float[] weights = switch (execution) {
            case DENSE_MASKED -> stored.weight.clone();
            case CSR -> singles().scatter(stored.weight);
            case BSR -> block == 1 ? singles().scatter(stored.weight) : blocks().scatter(stored.weight);
        };
        return new Parameters(weights, stored.bias.clone());
    }

    private Csr singles() {
        boolean[] each = new boolean[shape.weights()];
        for (int w = 0; w < each.length; w++) {
            each[w] = keep[blockOf(w)];
        }
        return Csr.of(each, shape.filters(), shape.taps());
    }

    private Bsr blocks() {
        return Bsr.of(keep, shape.filters(), shape.taps(), block);
    }
}
