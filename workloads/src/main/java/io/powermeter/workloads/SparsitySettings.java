package io.powermeter.workloads;

import io.powermeter.workloads.kernel.LinearShape;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Execution;
import io.powermeter.workloads.nn.Masks;

/**
 * How much of a network is pruned, and how the rest is computed with.
 *
 * @param sparsity share of the weights that are not kept, 0 or more, below 1; biases are kept
 * @param block side of the square blocks by which weights are pruned: 1 for single weights, 4 or 8
 * @param execution in training; {@code bsr} needs blocks
 * @param inferences images to classify in each execution after training, 1 to 100 million
 */
public record SparsitySettings(double sparsity, int block, Execution execution, int inferences) {

    /** 98 % of single weights, trained as ordinary frameworks do. */
    public static final SparsitySettings DEFAULT = new SparsitySettings(0.98, 1, Execution.DENSE_MASKED, 200_000);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it and the range
     */
    public SparsitySettings {
        Allowed.requireSparsity(sparsity);
        Allowed.require(block == 1 || block == 4 || block == 8, "block", block, "1, 4 or 8");
        Allowed.require(
                execution != Execution.BSR || block > 1,
                "execution",
                execution,
                "csr or dense-masked for single weights; for bsr take --block 4 or 8");
        Allowed.requireInferences(inferences);
    }

    /**
     * All weights, by blocks.
     *
     * @throws IllegalArgumentException if the blocks do not divide a layer; the message names it
     */
    Masks all(Architecture architecture) {
        return Masks.all(architecture, block);
    }

    /** How many weights are kept, at least 1. */
    int kept(Architecture architecture) {
        int weights =
                architecture.shapes().stream().mapToInt(LinearShape::weights).sum();
        return (int) Math.max(1, Math.round((1 - sparsity) * weights));
    }
}
