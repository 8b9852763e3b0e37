package io.powermeter.workloads;

import java.util.concurrent.atomic.AtomicLong;

/** Warm-ups that take no time. */
final class Warmups {
    private Warmups() {}

    /** Does the work once: on its clock that takes as long as a warm-up may. */
    static Warmup once() {
        return ticking(Warmup.MOST_NANOS);
    }

    private static Warmup ticking(long nanos) {
        AtomicLong clock = new AtomicLong();
        return new Warmup(() -> clock.getAndAdd(nanos / 2), () -> 0);
    }
}
