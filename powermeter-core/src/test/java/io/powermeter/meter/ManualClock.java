package io.powermeter.meter;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is told to go on. */
public final class ManualClock implements Clock {
    private final AtomicLong nanos;

    public ManualClock(long nanos) {
        this.nanos = new AtomicLong(nanos);
    }

    public void advance(long by) {
        nanos.addAndGet(by);
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-01-02T03:04:05Z").plusNanos(nanos.get());
    }
}
