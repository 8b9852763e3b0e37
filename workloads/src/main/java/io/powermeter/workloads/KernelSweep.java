package io.powermeter.workloads;

import io.powermeter.workloads.kernel.Backend;
import io.powermeter.workloads.kernel.Backends;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Runs single kernels over sizes, each kind and size as a phase of its own: what a multiplication costs in floats, in bits,
 * and where most are left out.
 *
 * <p>Each phase lasts about as long as the others, since a meter resolves long phases better than short ones, and tells how
 * many multiplications it stands for, left out or not: its joules divided by them are what kinds can be compared by.
 */
public final class KernelSweep {

    private static final long TIMING_NANOS = 20_000_000L;

    /** Of which the fastest counts: any of them may have waited for a processor. */
    private static final int TIMINGS = 5;

    private final Settings settings;
    private final Warmup warmup;
    private final LongSupplier nanoClock;

    /** Prepares a sweep; nothing is computed before {@link #run}. */
    public KernelSweep(Settings settings) {
        this(settings, Warmup.timed(), System::nanoTime);
    }

    KernelSweep(Settings settings, Warmup warmup, LongSupplier nanoClock) {
        this.settings = settings;
        this.warmup = warmup;
        this.nanoClock = nanoClock;
    }

    /**
     * What to compute and for how long.
     *
     * @param dots lengths of the dot products, 1 to 10,000,000
     * @param products sides of the matrices, multiples of {@link Backend#BATCH_MULTIPLE} up to 4096
     * @param sparsity share of zeros in the left matrix of the sparse products, 0 or more, below 1
     * @param seconds of each phase, about; 0.01 to 60
     * @param seed of all numbers
     */
    public record Settings(List<Integer> dots, List<Integer> products, double sparsity, double seconds, long seed) {

        private static final int LONGEST = 10_000_000;
        private static final int LARGEST = 4096;

        /** Four sizes, about 30 seconds. */
        public static final Settings DEFAULT = new Settings(List.of(1_000, 10_000), List.of(256, 1024), 0.95, 1, 1);

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of its range; the message names it and the range
         */
        public Settings {
            dots = List.copyOf(dots);
            products = List.copyOf(products);
            for (int n : dots) {
                Allowed.require(n >= 1 && n <= LONGEST, "dots", n, "1 to " + LONGEST);
            }
            for (int n : products) {
                boolean fits = n >= 1 && n <= LARGEST && n % Backend.BATCH_MULTIPLE == 0;
                Allowed.require(fits, "products", n, "multiples of " + Backend.BATCH_MULTIPLE + " up to " + LARGEST);
            }
            Allowed.require(Set.copyOf(dots).size() == dots.size(), "dots", dots, "each size once");
            Allowed.require(Set.copyOf(products).size() == products.size(), "products", products, "each size once");
            Allowed.requireSparsity(sparsity);
            Allowed.require(seconds >= 0.01 && seconds <= 60, "seconds", seconds, "0.01 to 60");
        }
    }

    /**
     * Computes all kinds of all sizes.
     *
     * <p>The listener hears for a dot product of length N the phases {@code dot-float-N} and {@code dot-binary-N}; for
     * matrices of side N {@code product-dense-N}, {@code product-csr-N}, {@code product-bsr-N} with blocks of 4 x 4, and
     * {@code product-binary-N}, where the inputs are packed each time; before each of them the phase {@code warmup}. In each
     * it hears the metric {@code samples}: the multiplications that the phase stands for, left out or not. The progress
     * counts phases without the warm-up.
     */
    public void run(TrainingListener listener) {
        Telemetry telemetry = Telemetry.of(settings, listener);
        SweepKernels kernels = new SweepKernels(Backends.active(), settings.sparsity, new Random(settings.seed));
        telemetry.expect(SweepKernels.DOTS * settings.dots.size() + SweepKernels.PRODUCTS * settings.products.size());
        settings.dots.forEach(n -> run(telemetry, "dot", n, kernels.dots(n), n));
        settings.products.forEach(n -> run(telemetry, "product", n, kernels.products(n), Math.pow(n, 3)));
    }

    private void run(
            Telemetry telemetry, String what, int n, List<SweepKernels.Kernel> kernels, double multiplications) {
        for (SweepKernels.Kernel kernel : kernels) {
            warmup.run(telemetry, kernel.once());
            long times = telemetry.phase(Warmup.PHASE, () -> timesIn(settings.seconds, kernel.once()));
            telemetry.phase(what + "-" + kernel.name() + "-" + n, () -> {
                repeat(kernel.once(), times);
                telemetry.metric("samples", times * multiplications);
            });
            telemetry.step();
        }
    }

    /** How often the work has to be done to last that long, at least once. */
    private long timesIn(double seconds, Runnable work) {
        double fastest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TIMINGS; i++) {
            fastest = Math.min(fastest, nanosPerCall(work));
        }
        return Math.max(1, Math.round(seconds * 1e9 / fastest));
    }

    private double nanosPerCall(Runnable work) {
        long start = nanoClock.getAsLong();
        long elapsed = 0;
        int calls = 0;
        while (elapsed < TIMING_NANOS) {
            work.run();
            calls++;
            elapsed = nanoClock.getAsLong() - start;
        }
        return (double) elapsed / calls;
    }

    private static void repeat(Runnable work, long times) {
        for (long i = 0; i < times; i++) {
            work.run();
        }
    }
}
