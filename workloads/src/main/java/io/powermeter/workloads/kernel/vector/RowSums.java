package io.powermeter.workloads.kernel.vector;

import static io.powermeter.workloads.kernel.vector.VectorBackend.FLOATS;

import io.powermeter.workloads.kernel.SparseTerms;
import io.powermeter.workloads.kernel.SparseTerms.Stretch;
import jdk.incubator.vector.FloatVector;

/**
 * Sums over single kept weights: a row of sums at a time, in as many vectors as can be added to before the first result is
 * there.
 */
final class RowSums {

    private static final int LANES = FLOATS.length();

    private RowSums() {}

    static void of(SparseTerms t, Stretch stretch, int row, float[] x, float[] w, float[] bias, float[] y) {
        int list = stretch.kind() * t.groups + row;
        int first = t.start[list];
        int end = t.start[list + 1];
        int to = row * t.rowLength + stretch.to();
        int j = 0;
        for (; j + 8 * LANES <= stretch.length(); j += 8 * LANES) {
            eight(x, stretch.from() + j, w, t.weight, t.offset, first, end, bias[row], y, to + j);
        }
        for (; j + 4 * LANES <= stretch.length(); j += 4 * LANES) {
            four(x, stretch.from() + j, w, t.weight, t.offset, first, end, bias[row], y, to + j);
        }
        for (; j < stretch.length(); j += LANES) {
            one(x, stretch.from() + j, w, t.weight, t.offset, first, end, bias[row], y, to + j);
        }
    }

    private static void eight(
            float[] x,
            int from,
            float[] w,
            int[] weight,
            int[] offset,
            int first,
            int end,
            float bias,
            float[] y,
            int to) {
        FloatVector s0 = FloatVector.broadcast(FLOATS, bias);
        FloatVector s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        for (int q = first; q < end; q++) {
            FloatVector a = FloatVector.broadcast(FLOATS, w[weight[q]]);
            int i = from + offset[q];
            s0 = FloatVector.fromArray(FLOATS, x, i).fma(a, s0);
            s1 = FloatVector.fromArray(FLOATS, x, i + LANES).fma(a, s1);
            s2 = FloatVector.fromArray(FLOATS, x, i + 2 * LANES).fma(a, s2);
            s3 = FloatVector.fromArray(FLOATS, x, i + 3 * LANES).fma(a, s3);
            s4 = FloatVector.fromArray(FLOATS, x, i + 4 * LANES).fma(a, s4);
            s5 = FloatVector.fromArray(FLOATS, x, i + 5 * LANES).fma(a, s5);
            s6 = FloatVector.fromArray(FLOATS, x, i + 6 * LANES).fma(a, s6);
            s7 = FloatVector.fromArray(FLOATS, x, i + 7 * LANES).fma(a, s7);
        }
        s0.intoArray(y, to);
        s1.intoArray(y, to + LANES);
        s2.intoArray(y, to + 2 * LANES);
        s3.intoArray(y, to + 3 * LANES);
        s4.intoArray(y, to + 4 * LANES);
        s5.intoArray(y, to + 5 * LANES);
        s6.intoArray(y, to + 6 * LANES);
        s7.intoArray(y, to + 7 * LANES);
    }

    private static void four(
            float[] x,
            int from,
            float[] w,
            int[] weight,
            int[] offset,
            int first,
            int end,
            float bias,
            float[] y,
            int to) {
        FloatVector s0 = FloatVector.broadcast(FLOATS, bias);
        FloatVector s1 = s0, s2 = s0, s3 = s0;
        for (int q = first; q < end; q++) {
            FloatVector a = FloatVector.broadcast(FLOATS, w[weight[q]]);
            int i = from + offset[q];
            s0 = FloatVector.fromArray(FLOATS, x, i).fma(a, s0);
            s1 = FloatVector.fromArray(FLOATS, x, i + LANES).fma(a, s1);
            s2 = FloatVector.fromArray(FLOATS, x, i + 2 * LANES).fma(a, s2);
            s3 = FloatVector.fromArray(FLOATS, x, i + 3 * LANES).fma(a, s3);
        }
        s0.intoArray(y, to);
        s1.intoArray(y, to + LANES);
        s2.intoArray(y, to + 2 * LANES);
        s3.intoArray(y, to + 3 * LANES);
    }

    private static void one(
            float[] x,
            int from,
            float[] w,
            int[] weight,
            int[] offset,
            int first,
            int end,
            float bias,
            float[] y,
            int to) {
        FloatVector s = FloatVector.broadcast(FLOATS, bias);
        for (int q = first; q < end; q++) {
            FloatVector a = FloatVector.broadcast(FLOATS, w[weight[q]]);
            s = FloatVector.fromArray(FLOATS, x, from + offset[q]).fma(a, s);
        }
        s.intoArray(y, to);
    }
}
