package io.powermeter.workloads.kernel.vector;

import static io.powermeter.workloads.kernel.vector.VectorBackend.FLOATS;

import io.powermeter.workloads.kernel.SparseTerms;
import io.powermeter.workloads.kernel.SparseTerms.Stretch;
import jdk.incubator.vector.FloatVector;

/**
 * Gradients of single kept weights: dot products of stretches. As much of a row of gradients as the registers hold stays
 * there for all weights of the row, in two sums, so that neither is waited for.
 */
final class RowProducts {

    private static final int LANES = FLOATS.length();

    private RowProducts() {}

    static void add(SparseTerms t, Stretch stretch, int row, float[] x, float[] dy, float[] dw) {
        int list = stretch.kind() * t.groups + row;
        int first = t.start[list];
        int end = t.start[list + 1];
        int to = row * t.rowLength + stretch.to();
        int j = 0;
        for (; j + 8 * LANES <= stretch.length(); j += 8 * LANES) {
            eight(x, stretch.from() + j, t.offset, first, end, dy, to + j, dw, t.weight);
        }
        for (; j + 4 * LANES <= stretch.length(); j += 4 * LANES) {
            four(x, stretch.from() + j, t.offset, first, end, dy, to + j, dw, t.weight);
        }
        for (; j < stretch.length(); j += LANES) {
            one(x, stretch.from() + j, t.offset, first, end, dy, to + j, dw, t.weight);
        }
    }

    private static void eight(
            float[] x, int from, int[] offset, int first, int end, float[] dy, int to, float[] dw, int[] weight) {
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
            dw[weight[q]] += Lanes.sum(s.add(t));
        }
    }

    private static void four(
            float[] x, int from, int[] offset, int first, int end, float[] dy, int to, float[] dw, int[] weight) {
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
            dw[weight[q]] += Lanes.sum(s.add(t));
        }
    }

    private static void one(
            float[] x, int from, int[] offset, int first, int end, float[] dy, int to, float[] dw, int[] weight) {
        FloatVector d = FloatVector.fromArray(FLOATS, dy, to);
        for (int q = first; q < end; q++) {
            FloatVector products =
                    FloatVector.fromArray(FLOATS, x, from + offset[q]).mul(d);
            dw[weight[q]] += Lanes.sum(products);
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
