package io.powermeter.workloads.kernel.vector;

import static io.powermeter.workloads.kernel.vector.VectorBackend.FLOATS;

import io.powermeter.workloads.kernel.SparseTerms;
import io.powermeter.workloads.kernel.SparseTerms.Stretch;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Gradients of single kept weights: dot products of stretches. As much of a row of gradients as the registers hold stays there
 * for all weights of the row, in two sums, so that neither is waited for. The sums are stored as vectors, and their lanes
 * are added up afterwards, those of many weights together ({@link LaneSums}).
 */
final class RowProducts {

    private static final int LANES = FLOATS.length();

    /** Weights at a time, of as many rows as they are: their vectors stay in the first-level cache until they are added up. */
    static final int TERMS = 256;

    private RowProducts() {}

    /**
     * Adds what a stretch contributes to the gradients of the weights.
     *
     * @param products working memory of {@link #TERMS} vectors
     */
    static void add(SparseTerms t, Stretch stretch, float[] x, float[] dy, float[] products, float[] dw) {
        int list = stretch.kind() * t.groups;
        int last = t.start[list + t.groups];
        for (int first = t.start[list]; first < last; first += TERMS) {
            int end = Math.min(first + TERMS, last);
            for (int j = 0, vectors; j < stretch.length(); j += vectors * LANES) {
                vectors = vectors((stretch.length() - j) / LANES);
                multiply(t, stretch, j, vectors, first, end, x, dy, products);
                LaneSums.of(products, end - first);
                addSums(products, t, first, end, dw);
            }
        }
    }

    /** As many as there are registers for. */
    private static int vectors(int left) {
        return left >= 8 ? 8 : left >= 4 ? 4 : 1;
    }

    private static void multiply(
            SparseTerms t,
            Stretch stretch,
            int j,
            int vectors,
            int first,
            int end,
            float[] x,
            float[] dy,
            float[] products) {
        int lists = stretch.kind() * t.groups;
        int from = stretch.from() + j;
        for (int row = row(t, lists, first); row < t.groups && t.start[lists + row] < end; row++) {
            int begin = Math.max(first, t.start[lists + row]);
            int stop = Math.min(end, t.start[lists + row + 1]);
            int to = row * t.rowLength + stretch.to() + j;
            int at = (begin - first) * LANES;
            if (vectors == 8) {
                eight(x, from, t.offset, begin, stop, dy, to, products, at);
            } else if (vectors == 4) {
                four(x, from, t.offset, begin, stop, dy, to, products, at);
            } else {
                one(x, from, t.offset, begin, stop, dy, to, products, at);
            }
        }
    }

    /** The row that a term is of. */
    private static int row(SparseTerms t, int lists, int term) {
        int row = Arrays.binarySearch(t.start, lists, lists + t.groups, term);
        return (row < 0 ? -2 - row : row) - lists;
    }

    private static void addSums(float[] sums, SparseTerms t, int first, int end, float[] dw) {
        int n = end - first;
        int done = t.inOrder ? n - n % LANES : 0;
        for (int i = 0; i < done; i += LANES) {
            FloatVector.fromArray(FLOATS, dw, first + i)
                    .add(FloatVector.fromArray(FLOATS, sums, i))
                    .intoArray(dw, first + i);
        }
        for (int i = done; i < n; i++) {
            dw[t.weight[first + i]] += sums[i];
        }
    }

    private static void eight(
            float[] x, int from, int[] offset, int first, int end, float[] dy, int to, float[] products, int at) {
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
            s.add(t).intoArray(products, at + (q - first) * LANES);
        }
    }

    private static void four(
            float[] x, int from, int[] offset, int first, int end, float[] dy, int to, float[] products, int at) {
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
            s.add(t).intoArray(products, at + (q - first) * LANES);
        }
    }

    private static void one(
            float[] x, int from, int[] offset, int first, int end, float[] dy, int to, float[] products, int at) {
        FloatVector d = FloatVector.fromArray(FLOATS, dy, to);
        for (int q = first; q < end; q++) {
            FloatVector s = FloatVector.fromArray(FLOATS, x, from + offset[q]).mul(d);
            s.intoArray(products, at + (q - first) * LANES);
        }
    }

    /** The sums of rows of length values each; vector after vector of all rows, for a row alone is too short a loop. */
    static void sums(float[] x, int from, int length, int rows, float[] sums) {
        Arrays.fill(sums, 0f);
        for (int j = 0; j < length; j += LANES) {
            addVectors(x, from + j, length, rows, sums);
        }
        LaneSums.of(sums, rows);
    }

    private static void addVectors(float[] x, int from, int length, int rows, float[] sums) {
        for (int r = 0; r < rows; r++) {
            FloatVector.fromArray(FLOATS, sums, r * LANES)
                    .add(FloatVector.fromArray(FLOATS, x, from + r * length))
                    .intoArray(sums, r * LANES);
        }
    }
}
