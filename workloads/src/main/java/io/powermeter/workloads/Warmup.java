package io.powermeter.workloads;

import java.util.function.LongSupplier;

/**
 * Repeats a piece of work until the JVM has compiled it, so that what is measured afterwards is the work and not the
 * compiler.
 *
 * <p>Done when the time per call of two windows in a row is no better than the best before by more than a tenth, or when the
 * time is over. The work must be on copies, so that how often it is called changes no result.
 */
final class Warmup {

    /** The phase in which all of this happens. */
    static final String PHASE = "warmup";

    static final long WINDOW_NANOS = 250_000_000L;
    static final long MOST_NANOS = 5_000_000_000L;
    private static final double GAIN = 0.9;
    private static final int WINDOWS_WITHOUT_GAIN = 2;

    private final LongSupplier nanoClock;

    Warmup(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** By the clock of this machine. */
    static Warmup timed() {
        return new Warmup(System::nanoTime);
    }

    /** As a phase of its own. */
    void run(Telemetry telemetry, Runnable work) {
        telemetry.phase(PHASE, () -> run(work));
    }

    private void run(Runnable work) {
        long start = nanoClock.getAsLong();
        double best = Double.POSITIVE_INFINITY;
        int withoutGain = 0;
        while (withoutGain < WINDOWS_WITHOUT_GAIN && nanoClock.getAsLong() - start < MOST_NANOS) {
            double each = nanosPerCall(work);
            withoutGain = each > GAIN * best ? withoutGain + 1 : 0;
            best = Math.min(best, each);
        }
    }

    private double nanosPerCall(Runnable work) {
        long start = nanoClock.getAsLong();
        long now = start;
        int calls = 0;
        while (calls == 0 || now - start < WINDOW_NANOS) {
            work.run();
            calls++;
            now = nanoClock.getAsLong();
        }
        return (double) (now - start) / calls;
    }
}
