package io.powermeter.reports.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several tests at once: of twenty comparisons of equal things one would be called different. S. Holm, A simple sequentially
 * rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979).
 */
public final class Holm {
    private Holm() {}

    /**
     * Returns p values that can be held against the significance of a single test, so that all verdicts together are wrong no
     * more often than it says: the smallest times their number, the next one times one less, and none below the one before.
     *
     * @param p of each test, none NaN
     */
    public static List<Double> adjusted(List<Double> p) {
        List<Integer> ascending = IntStream.range(0, p.size())
                .boxed()
                .sorted((a, b) -> Double.compare(p.get(a), p.get(b)))
                .toList();
        List<Double> adjusted = new ArrayList<>(Collections.nCopies(p.size(), 1.0));
        double before = 0;
        for (int rank = 0; rank < ascending.size(); rank++) {
            int test = ascending.get(rank);
            before = Math.max(before, Math.min(1, (p.size() - rank) * p.get(test)));
            adjusted.set(test, before);
        }
        return List.copyOf(adjusted);
    }
}
