package io.powermeter.workloads.kernel.vector;

import static io.powermeter.workloads.kernel.vector.VectorBackend.FLOATS;

import io.powermeter.workloads.kernel.SparseTerms;
import io.powermeter.workloads.kernel.SparseTerms.Stretch;
import jdk.incubator.vector.FloatVector;

/**
 * Gradients of single kept weights: dot products of stretches. As much of a row of gradients as the registers hold stays there
 * for all weights of the row, in two sums, so that neither is waited for. The sums are stored as vectors, and their lanes
 * are added up afterwards: taking lanes out of registers takes twice as long.
 */
final class RowProducts {

    private static final int LANES = FLOATS.length();

    /** Weights at a time: their vectors stay in the first-level cache until they are added up. */
    static final int TERMS = 64;

    private RowProducts() {}

    /**
     * Adds what a stretch contributes to the gradients of the weights of a row.
     *
     * @param products working memory of {@link #TERMS} vectors
     */
    static void add(SparseTerms t, Stretch stretch, int row, float[] x, float[] dy, float[] products, float[] dw) {
        int list = stretch.kind() * t.groups + row;
        int to = row * t.rowLength + stretch.to();
        for (int first = t.start[list]; first < t.start[list + 1]; first += TERMS) {
            int end = Math.min(first + TERMS, t.start[list + 1]);
            for (int j = 0, vectors; j < stretch.length(); j += vectors * LANES) {
                vectors = multiply(
                        x, stretch.from() + j, t.offset, first, end, dy, to + j, stretch.length() - j, products);
                addSums(products, t.weight, first, end, dw);
            }
        }
    }

    /** Multiplies as many vectors of the stretch as there are registers for; how many. */
    private static int multiply(
            float[] x, int from, int[] offset, int first, int end, float[] dy, int to, int length, float[] products) {
        if (length >= 8 * LANES) {
            eight(x, from, offset, first, end, dy, to, products);
            return 8;
        }
        if (length >= 4 * LANES) {
            four(x, from, offset, first, end, dy, to, products);
            return 4;
        }
        one(x, from, offset, first, end, dy, to, products);
        return 1;
    }

    private static void addSums(float[] products, int[] weight, int first, int end, float[] dw) {
        for (int q = first; q < end; q++) {
            dw[weight[q]] += Lanes.sum(products, (q - first) * LANES);
        }
    }

    private static void eight(
            float[] x, int from, int[] offset, int first, int end, float[] dy, int to, float[] products) {
        FloatVector d0 = FloatVector.fromArray(FLOATS, dy, to);
        FloatVector d1 = FloatVector.fromArray(FLOATS, dy, to + LANES);
        FloatVector d2 = FloatVector.fromArray(FLOATS, dy, to + 2 * LANES);
        FloatVector d3 = FloatVector.fromArray(FLOATS, dy, to + 3 * LANES);
        FloatVector d4 = FloatVector.fromArray(FLOATS, dy, to + 4 * LANES);
        FloatVector d5 = FloatVector.fromArray(FLOATS, dy, to + 5 * LANES);
        FloatVector d6 = FloatVector.fromArray(FLOATS, dy, to + 6 * LANES);
        FloatVector d7 = FloatVector.fromArray(FLOATS, dy, to + 7 * LANES);
        for (int q = first; q < end; q++) {
            int i = from + offset[q];
            FloatVector s = FloatVector.fromArray(FLOATS, x, i).mul(d0);
            FloatVector t = FloatVector.fromArray(FLOATS, x, i + LANES).mul(d1);
            s = FloatVector.fromArray(FLOATS, x, i + 2 * LANES).fma(d2, s);
            t = FloatVector.fromArray(FLOATS, x, i + 3 * LANES).fma(d3, t);
            s = FloatVector.fromArray(FLOATS, x, i + 4 * LANES).fma(d4, s);
            t = FloatVector.fromArray(FLOATS, x, i + 5 * LANES).fma(d5, t);
            s = FloatVector.fromArray(FLOATS, x, i + 6 * LANES).fma(d6, s);
            t = FloatVector.fromArray(FLOATS, x, i + 7 * LANES).fma(d7, t);
            s.add(t).intoArray(products, (q - first) * LANES);
        }
    }

    private static void four(
            float[] x, int from, int[] offset, int first, int end, float[] dy, int to, float[] products) {
        FloatVector d0 = FloatVector.fromArray(FLOATS, dy, to);
        FloatVector d1 = FloatVector.fromArray(FLOATS, dy, to + LANES);
        FloatVector d2 = FloatVector.fromArray(FLOATS, dy, to + 2 * LANES);
        FloatVector d3 = FloatVector.fromArray(FLOATS, dy, to + 3 * LANES);
        for (int q = first; q < end; q++) {
            int i = from + offset[q];
            FloatVector s = FloatVector.fromArray(FLOATS, x, i).mul(d0);
            FloatVector t = FloatVector.fromArray(FLOATS, x, i + LANES).mul(d1);
            s = FloatVector.fromArray(FLOATS, x, i + 2 * LANES).fma(d2, s);
            t = FloatVector.fromArray(FLOATS, x, i + 3 * LANES).fma(d3, t);
            s.add(t).intoArray(products, (q - first) * LANES);
        }
    }

    private static void one(
            float[] x, int from, int[] offset, int first, int end, float[] dy, int to, float[] products) {
        FloatVector d = FloatVector.fromArray(FLOATS, dy, to);
        for (int q = first; q < end; q++) {
            FloatVector s = FloatVector.fromArray(FLOATS, x, from + offset[q]).mul(d);
            s.intoArray(products, (q - first) * LANES);
        }
    }

    /** The sum of length values. */
    static float sum(float[] x, int from, int length) {
        FloatVector s = FloatVector.zero(FLOATS);
        for (int j = 0; j < length; j += LANES) {
            s = s.add(FloatVector.fromArray(FLOATS, x, from + j));
        }
        return Lanes.sum(s);
    }
}
