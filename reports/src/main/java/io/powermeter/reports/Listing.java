package io.powermeter.reports;

import java.util.List;
import java.util.function.Function;

/**
 * The rows of a table, bounded so that a page stays readable.
 *
 * @param shown the first rows
 * @param more how many were left out
 */
record Listing<T>(List<T> shown, int more) {
    private static final int MOST_ROWS = 200;

    static <S, T> Listing<T> of(List<S> all, Function<S, T> row) {
        List<T> shown = all.stream().limit(MOST_ROWS).map(row).toList();
        return new Listing<>(shown, all.size() - shown.size());
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }
}
