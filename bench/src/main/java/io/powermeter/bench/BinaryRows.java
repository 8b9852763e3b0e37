package io.powermeter.bench;

import io.powermeter.workloads.kernel.Backend;
import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.kernel.BinaryProduct;
import io.powermeter.workloads.kernel.Signs;
import io.powermeter.workloads.kernel.WeightedSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** The lines of the page with binary kernels. */
final class BinaryRows {

    private BinaryRows() {}

    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        rows.add(product(256, 5.5));
        rows.add(product(1024, 9.5));
        rows.add(product(4096, 12));
        rows.add(
                row("binary-packed-1024", "binary product 1024³, inputs packed each time", "OpenBLAS, dense", 8, () -> {
                    Layer layer = new Layer(1024, 1024);
                    return new Race(layer.openBlas(), layer::packAndMultiply);
                }));
        for (int batch : new int[] {64, 1024}) {
            rows.add(row(
                    "mcmc-row-" + batch,
                    "one row of weights of a binary layer 1024 x 1024, batch " + batch,
                    "the layer",
                    500,
                    () -> {
                        Layer layer = new Layer(1024, batch);
                        return new Race(layer::multiply, layer::multiplyRow);
                    }));
        }
        rows.add(row(
                "mcmc-flip-64", "one flipped weight of a binary layer 1024 x 1024, batch 64", "the layer", 5000, () -> {
                    Layer layer = new Layer(1024, 64);
                    return new Race(layer::multiply, layer.flip());
                }));
        dot(rows, 1_000, 90);
        dot(rows, 10_000, 150);
        dot(rows, 100_000, 150);
        dot(rows, 1_000_000, 150);
        dot(rows, 10_000_000, 150);
        return rows;
    }

    private static Row product(int n, double target) {
        return row("binary-" + n, "binary product " + n + "³", "OpenBLAS, dense", target, () -> {
            Layer layer = new Layer(n, n);
            return new Race(layer.openBlas(), layer::multiply);
        });
    }

    private static void dot(List<Row> rows, int n, double target) {
        Supplier<Race> race = () -> {
            float[] a = Numbers.random(n);
            float[] b = Numbers.random(n);
            long[] signsOfA = signs(a);
            long[] signsOfB = signs(b);
            Backend vector = Rows.vector();
            // kept, or the JVM might find that nobody wants the products
            double[] sum = new double[1];
            return new Race(
                    () -> sum[0] += Backends.plain().dot(a, b, n),
                    () -> sum[0] += vector.signDot(signsOfA, signsOfB, n));
        };
        rows.add(row(
                "dot-" + n,
                String.format(Locale.ROOT, "binary dot product of %,d", n),
                "one loop in floats",
                target,
                race));
    }

    private static long[] signs(float[] x) {
        long[] words = new long[Signs.words(x.length)];
        Signs.pack(x, 0, x.length, words, 0);
        return words;
    }

    private static Row row(String id, String kernel, String peer, double target, Supplier<Race> race) {
        return new Row(id, kernel, peer, OptionalDouble.of(target), race);
    }

    /** A square layer of signs and a batch. */
    private static final class Layer {
        private final int n;
        private final int batch;
        private final float[] w;
        private final float[] x;
        private final float[] y;
        private final BinaryProduct binary;

        Layer(int n, int batch) {
            this.n = n;
            this.batch = batch;
            this.w = Numbers.random(n * n);
            this.x = Numbers.random(n * batch);
            this.y = new float[n * batch];
            this.binary = Rows.vector().binary(n, n, batch);
            binary.weights(w);
            binary.inputs(x);
        }

        Runnable openBlas() {
            return OpenBlas.product(w, x, n, n, batch);
        }

        void multiply() {
            binary.multiply(y);
        }

        void packAndMultiply() {
            binary.inputs(x);
            binary.multiply(y);
        }

        void multiplyRow() {
            binary.multiplyRow(n / 2, y);
        }

        /** A flipped weight changes one row of sums, by twice its input: back and forth, or the sums would grow. */
        Runnable flip() {
            float[] sums = new float[batch];
            float[][] input = {Arrays.copyOf(x, batch)};
            float[] change = {2};
            return () -> {
                change[0] = -change[0];
                WeightedSum.add(sums, change, 0, input, 1, batch);
            };
        }
    }
}
