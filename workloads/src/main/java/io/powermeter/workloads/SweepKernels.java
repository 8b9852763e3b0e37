package io.powermeter.workloads;

import io.powermeter.workloads.kernel.Backend;
import io.powermeter.workloads.kernel.BinaryProduct;
import io.powermeter.workloads.kernel.Bsr;
import io.powermeter.workloads.kernel.Csr;
import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;
import io.powermeter.workloads.kernel.Signs;
import java.util.List;
import java.util.Random;

/** The kernels of a {@link KernelSweep}, each with random numbers of its size to work on. */
final class SweepKernels {

    /** Kinds of dot products. */
    static final int DOTS = 2;

    /** Kinds of matrix products. */
    static final int PRODUCTS = 4;

    private static final int BLOCK = 4;

    private final Backend backend;
    private final double sparsity;
    private final Random random;

    SweepKernels(Backend backend, double sparsity, Random random) {
        this.backend = backend;
        this.sparsity = sparsity;
        this.random = random;
    }

    /** A kernel by name, ready to be run again and again. */
    record Kernel(String name, Runnable once) {}

    /** Dot products of two rows of n numbers; the first is that of floats. */
    List<Kernel> dots(int n) {
        float[] a = numbers(n);
        float[] b = numbers(n);
        long[] signsOfA = signs(a);
        long[] signsOfB = signs(b);
        // kept, or the JVM might find that nobody wants the products
        double[] sum = new double[1];
        return List.of(
                new Kernel("float", () -> sum[0] += backend.dot(a, b, n)),
                new Kernel("binary", () -> sum[0] += backend.signDot(signsOfA, signsOfB, n)));
    }

    /** Products of two n x n matrices, all seen as layers that get a batch; the first is the one with all weights. */
    List<Kernel> products(int n) {
        LinearShape shape = LinearShape.dense(n, n);
        float[] x = numbers(n * n);
        float[] weights = numbers(n * n);
        float[] bias = new float[n];
        float[] y = new float[n * n];
        Csr single = Csr.of(mask(n * n), n, n);
        Bsr blocks = Bsr.of(mask(n / BLOCK * (n / BLOCK)), n, n, BLOCK);
        BinaryProduct binary = backend.binary(n, n, n);
        binary.weights(weights);
        return List.of(
                forward("dense", backend.dense(shape, n), weights, x, bias, y),
                forward("csr", backend.csr(shape, single, n), single.gather(weights), x, bias, y),
                forward("bsr", backend.bsr(shape, blocks, n), blocks.gather(weights), x, bias, y),
                new Kernel("binary", () -> {
                    binary.inputs(x);
                    binary.multiply(y);
                }));
    }

    private static Kernel forward(String name, Linear linear, float[] w, float[] x, float[] bias, float[] y) {
        return new Kernel(name, () -> linear.forward(x, w, bias, y));
    }

    private static long[] signs(float[] x) {
        long[] words = new long[Signs.words(x.length)];
        Signs.pack(x, 0, x.length, words, 0);
        return words;
    }

    private float[] numbers(int n) {
        float[] values = new float[n];
        for (int j = 0; j < n; j++) {
            values[j] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    private boolean[] mask(int n) {
        boolean[] keep = new boolean[n];
        for (int j = 0; j < n; j++) {
            keep[j] = random.nextDouble() >= sparsity;
        }
        return keep;
    }
}
