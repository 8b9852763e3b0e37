package io.powermeter.cli.selftest;

import java.time.Duration;
import java.util.List;

/**
 * How long to test.
 *
 * @param jitter the loops to run: period and how long
 * @param probe how long each sampler is read
 * @param pairs how often the reference job runs with and without the meter, at least 2
 * @param job about how long the reference job works
 */
public record Plan(List<Loop> jitter, Duration probe, int pairs, Duration job) {
    public Plan {
        jitter = List.copyOf(jitter);
        if (pairs < 2) {
            throw new IllegalArgumentException("an interval needs 2 pairs or more, not " + pairs);
        }
    }

    /** Returns the plan of half a minute. */
    public static Plan full() {
        return new Plan(loops(3, 5), Duration.ofMillis(1500), 8, Duration.ofSeconds(1));
    }

    /** Returns the plan of ten seconds, whose intervals are wider. */
    public static Plan quick() {
        return new Plan(loops(1, 2), Duration.ofMillis(400), 4, Duration.ofMillis(500));
    }

    private static List<Loop> loops(int seconds, int longSeconds) {
        return List.of(
                new Loop(Duration.ofMillis(1), Duration.ofSeconds(seconds)),
                new Loop(Duration.ofMillis(10), Duration.ofSeconds(seconds)),
                new Loop(Duration.ofMillis(100), Duration.ofSeconds(longSeconds)));
    }

    /** One sampling loop. */
    public record Loop(Duration period, Duration time) {}
}
