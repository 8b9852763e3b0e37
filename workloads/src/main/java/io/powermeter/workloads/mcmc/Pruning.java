package io.powermeter.workloads.mcmc;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Sets the least useful weights of a network to 0, ranked over all layers together. */
record Pruning(List<LayerState> states) {

    /** How much a weight is worth. */
    interface Score {
        double of(LayerState state, int i);
    }

    private record Candidate(int layer, int parameter, double score) {}

    /** Prunes the lowest scores until the share of all weights is reached; those pruned before stay so, and count. */
    void to(double share, Score score) {
        List<Candidate> lowest = IntStream.range(0, states.size())
                .boxed()
                .flatMap(l ->
                        weights(l).mapToObj(i -> new Candidate(l, i, isFree(l, i) ? score.of(states.get(l), i) : -1)))
                .sorted(Comparator.comparingDouble(Candidate::score))
                .toList();
        List<Candidate> pruned = lowest.subList(0, (int) Math.round(share * lowest.size()));
        for (int l = 0; l < states.size(); l++) {
            int layer = l;
            states.get(l)
                    .prune(pruned.stream()
                            .filter(each -> each.layer == layer)
                            .mapToInt(Candidate::parameter)
                            .toArray());
        }
    }

    private IntStream weights(int l) {
        MovableLayer layer = states.get(l).layer();
        return IntStream.range(0, layer.size()).filter(i -> !layer.isBias(i));
    }

    private boolean isFree(int l, int i) {
        return states.get(l).isFree(i);
    }
}
