package io.powermeter.workloads;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Repeats a piece of work until the JVM has compiled it, so that what is measured afterwards is the work and not the
 * compiler.
 *
 * <p>Done when the time per call of two windows in a row is no better than the best before by more than a tenth and the compiler
 * has nothing more to do, or when the time is over. The work must be on copies, so that how often it is called changes no result.
 */
final class Warmup {

    /** The phase in which all of this happens. */
    static final String PHASE = "warmup";

    static final long WINDOW_NANOS = 250_000_000L;
    static final long MOST_NANOS = 20_000_000_000L;
    private static final double GAIN = 0.9;
    private static final int WINDOWS_WITHOUT_GAIN = 2;
    private static final long QUIET_MILLIS = 5;

    private final LongSupplier nanoClock;
    private final LongSupplier compilerMillis;

    /** {@code compilerMillis} tells how long the compiler has worked up to now. */
    Warmup(LongSupplier nanoClock, LongSupplier compilerMillis) {
        this.nanoClock = nanoClock;
        this.compilerMillis = compilerMillis;
    }

    /** By the clock and the compiler of this JVM. */
    static Warmup timed() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        boolean known = compiler != null && compiler.isCompilationTimeMonitoringSupported();
        return new Warmup(System::nanoTime, known ? compiler::getTotalCompilationTime : () -> 0);
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
            long compiled = compilerMillis.getAsLong();
            double each = nanosPerCall(work);
            // on a busy machine work may wait for a compiler that waits for a processor
            boolean quiet = compilerMillis.getAsLong() - compiled <= QUIET_MILLIS;
            withoutGain = quiet && each > GAIN * best ? withoutGain + 1 : 0;
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
