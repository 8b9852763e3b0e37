package io.powermeter.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How many times jobs are run.
 *
 * @param repeat runs of each that are kept
 * @param warmup runs of each before that
 * @param cooldown rest between two runs
 */
record Repeats(int repeat, int warmup, Duration cooldown) {
    /** What {@code run} does if nothing is said. */
    static final Repeats ONCE = new Repeats(1, 0, Duration.ZERO);

    /** Returns whether there is more than one run of each job. */
    boolean several() {
        return repeat > 1 || warmup > 0;
    }

    /**
     * Returns the runs in their order: each job once, and again, so that a drift of the machine hits all alike.
     *
     * @param jobs those of a number, from 1 on
     */
    List<Turn> turns(IntFunction<List<NamedJob>> jobs) {
        List<Turn> turns = new ArrayList<>();
        add(turns, warmup, true, jobs);
        add(turns, repeat, false, jobs);
        return List.copyOf(turns);
    }

    private static void add(List<Turn> turns, int times, boolean warmup, IntFunction<List<NamedJob>> jobs) {
        for (int i = 1; i <= times; i++) {
            for (NamedJob job : jobs.apply(i)) {
                turns.add(new Turn(job, i, times, warmup));
            }
        }
    }
}
