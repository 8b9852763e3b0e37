package io.powermeter.workloads.mcmc;

import java.util.stream.IntStream;

/** What a chain remembers of a layer: which parameters may still move, and how often they did. */
final class LayerState {

    private final MovableLayer layer;
    private final boolean[] pruned;
    private final int[] moves;
    private int[] free;
    private long proposals;
    private long acceptances;

    LayerState(MovableLayer layer) {
        this.layer = layer;
        this.pruned = new boolean[layer.size()];
        this.moves = new int[layer.size()];
        this.free = IntStream.range(0, layer.size()).toArray();
    }

    MovableLayer layer() {
        return layer;
    }

    boolean isFree(int i) {
        return !pruned[i];
    }

    /** The parameters that are not pruned, in any order; may be reordered. */
    int[] free() {
        return free;
    }

    void count(Move move, boolean accepted) {
        proposals++;
        if (accepted) {
            acceptances++;
            for (int n = 0; n < move.count(); n++) {
                moves[move.index(n)]++;
            }
        }
    }

    /** How often a parameter has moved. */
    int moves(int i) {
        return moves[i];
    }

    /** Share of the proposals that were accepted since this was last asked, 0 to 1; NaN if there were none. */
    double acceptance() {
        double share = (double) acceptances / proposals;
        acceptances = 0;
        proposals = 0;
        return share;
    }

    /**
     * Sets the other weights to 0, for good.
     *
     * @param kept which weights stay, in their order
     */
    void keep(boolean[] kept) {
        int[] weights = layer.weights();
        for (int w = 0; w < weights.length; w++) {
            if (!kept[w]) {
                layer.set(weights[w], 0f);
                pruned[weights[w]] = true;
            }
        }
        free = IntStream.range(0, pruned.length).filter(this::isFree).toArray();
    }
}
