package io.powermeter.meter;

import java.time.Instant;

/** The time: steady for durations, wall for dates. */
public interface Clock {
    /** Returns nanoseconds of a steady clock; on Linux, of the one that {@code System.nanoTime()} reads: CLOCK_MONOTONIC. */
    long nanos();

    /** Returns the wall clock, which may jump. */
    Instant now();

    /** Returns the clock of the system. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}

enum SystemClock implements Clock {
    INSTANCE;

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
