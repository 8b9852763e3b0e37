package io.powermeter.workloads.kernel;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Random;

/**
 * Compares each kernel with its naive reference on the shapes of LeNet-5, in the same run.
 *
 * <p>Not a test. Counts the CPU time of this thread, so that a busy machine disturbs it less; the two take turns, and the
 * fastest of each counts. Only the ratio means anything from one machine to another.
 */
final class KernelBenchmark {

    private static final int BATCH = 64;
    private static final int ROUNDS = 10;
    private static final Random RANDOM = new Random(1);

    private KernelBenchmark() {}

    public static void main(String[] args) {
        System.out.println("kernel                           naive ms  kernel ms   ratio  kernel GMAC/s");
        convolution("conv 20 5x5", new Convolution(1, 28, 28, 20, 5));
        convolution("conv 50 5x5", new Convolution(20, 12, 12, 50, 5));
        dense("dense 800-500", 800, 500);
        dense("dense 784-10", 784, 10);
    }

    private static void convolution(String name, Convolution s) {
        float[][] x = Rows.random(s.channels() * s.height(), s.width() * BATCH, RANDOM);
        float[][] w = Rows.random(s.filters(), s.taps(), RANDOM);
        float[] bias = Rows.random(s.filters(), RANDOM);
        float[][] y = Rows.random(s.filters() * s.outHeight(), s.outWidth() * BATCH, RANDOM);
        Convolution.Scratch scratch = new Convolution.Scratch(s, BATCH);
        long products = (long) s.filters() * s.taps() * s.outHeight() * s.outWidth() * BATCH;
        compare(
                name + " forward",
                products,
                () -> Naive.convolutionForward(s, x, w, bias, y, BATCH),
                () -> s.forward(x, w, bias, y, scratch, BATCH));
        compare(
                name + " backward input",
                products,
                () -> Naive.convolutionBackwardInput(s, y, w, x, BATCH),
                () -> s.backwardInput(y, w, x, scratch, BATCH));
        compare(
                name + " backward weight",
                products,
                () -> Naive.convolutionBackwardWeight(s, x, y, w, bias, BATCH),
                () -> s.backwardWeight(x, y, w, bias, scratch, BATCH));
    }

    private static void dense(String name, int inputs, int outputs) {
        float[][] x = Rows.random(inputs, BATCH, RANDOM);
        float[][] w = Rows.random(outputs, inputs, RANDOM);
        float[] bias = Rows.random(outputs, RANDOM);
        float[][] y = Rows.random(outputs, BATCH, RANDOM);
        float[][] wT = new float[inputs][outputs];
        float[][] xT = new float[BATCH][inputs];
        long products = (long) inputs * outputs * BATCH;
        compare(
                name + " forward",
                products,
                () -> Naive.denseForward(x, w, bias, y, BATCH),
                () -> Dense.forward(x, w, bias, y, BATCH));
        compare(
                name + " backward input",
                products,
                () -> Naive.denseBackwardInput(y, w, x, BATCH),
                () -> Dense.backwardInput(y, w, x, wT, BATCH));
        compare(
                name + " backward weight",
                products,
                () -> Naive.denseBackwardWeight(x, y, w, bias, BATCH),
                () -> Dense.backwardWeight(x, y, w, bias, xT, BATCH));
    }

    private static void compare(String name, long products, Runnable naive, Runnable kernel) {
        double naiveMillis = Double.MAX_VALUE;
        double kernelMillis = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            naiveMillis = Math.min(naiveMillis, cpuMillis(naive, 1));
            kernelMillis = Math.min(kernelMillis, cpuMillis(kernel, 20));
        }
        System.out.printf(
                Locale.ROOT,
                "%-32s %8.2f %10.2f %7.1f %14.1f%n",
                name,
                naiveMillis,
                kernelMillis,
                naiveMillis / kernelMillis,
                products / kernelMillis / 1e6);
    }

    private static double cpuMillis(Runnable work, int times) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e6 / times;
    }
}
