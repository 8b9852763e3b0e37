package io.powermeter.meter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a live display shows of a job, glance by glance. */
final class Glances {
    /** Watts over less would jump about. */
    private static final long SHORTEST_NANOS = 900_000_000L;

    private final long startNanos;
    private final double startJoules;
    private long lastNanos;
    private double lastJoules;
    private double watts = Double.NaN;

    /** Begins with the job, at an instant and a state of the machine's counters. */
    Glances(long startNanos, double startJoules) {
        this.startNanos = startNanos;
        this.startJoules = startJoules;
        this.lastNanos = startNanos;
        this.lastJoules = startJoules;
    }

    synchronized Live at(long now, double joules, @Nullable Progress progress) {
        if (now - lastNanos >= SHORTEST_NANOS) {
            watts = (joules - lastJoules) / ((now - lastNanos) / 1e9);
            lastNanos = now;
            lastJoules = joules;
        }
        return new Live((now - startNanos) / 1e9, joules - startJoules, watts, Optional.ofNullable(progress));
    }
}
