package io.powermeter.workloads.nn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Ranks the weights of a network by a score, all layers together. */
public final class Ranking {

    private record Place(int layer, int weight) {}

    private Ranking() {}

    /**
     * Marks the weights with the lowest scores; of equal ones those that come first.
     *
     * @param scores of each layer's weights; NaN counts as highest
     * @param share of all weights that is marked, 0 to 1, rounded to a whole number of them
     * @return for each layer which weights are marked
     */
    public static List<boolean[]> lowest(List<double[]> scores, double share) {
        List<Place> places = IntStream.range(0, scores.size())
                .boxed()
                .flatMap(l -> IntStream.range(0, scores.get(l).length).mapToObj(i -> new Place(l, i)))
                .sorted(Comparator.comparingDouble(place -> scores.get(place.layer)[place.weight]))
                .toList();
        List<boolean[]> marked = new ArrayList<>();
        for (double[] layer : scores) {
            marked.add(new boolean[layer.length]);
        }
        for (Place place : places.subList(0, (int) Math.round(share * places.size()))) {
            marked.get(place.layer)[place.weight] = true;
        }
        return marked;
    }
}
