package io.powermeter.workloads;

import io.powermeter.workloads.mcmc.Chain;

/**
 * What is pruned.
 *
 * @param sparsity share of the weights of all layers that are 0 in the end, 0 or more, below 1
 * @param pruneEvery steps from one pruning to the next, which takes the sparsity up in equal parts; 0 to prune at the end
 * @param pruneBy which weights go first
 */
public record PruningSettings(double sparsity, int pruneEvery, Chain.Score pruneBy) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it and the range
     */
    public PruningSettings {
        Allowed.requireSparsity(sparsity);
    }

    /** The share that is pruned after a step; 0 for none. */
    double after(int step, int steps) {
        int times = pruneEvery == 0 ? 0 : (steps - 1) / pruneEvery;
        return times > 0 && step % pruneEvery == 0 && step < steps ? sparsity * (step / pruneEvery) / times : 0;
    }

    /**
     * Checks that something is pruned before the chain ends, or nothing.
     *
     * @throws IllegalArgumentException if not
     */
    void requireFit(int steps) {
        Allowed.require(pruneEvery >= 0 && pruneEvery < steps, "prune-every", pruneEvery, "0 to iterations - 1");
    }
}
