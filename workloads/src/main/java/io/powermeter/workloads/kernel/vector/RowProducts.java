package io.powermeter.workloads.kernel.vector;

import static io.powermeter.workloads.kernel.vector.VectorBackend.FLOATS;

import io.powermeter.workloads.kernel.SparseTerms;
import io.powermeter.workloads.kernel.SparseTerms.Stretch;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Gradients of single kept weights: dot products of stretches, for four weights of a row at a time. */
final class RowProducts {

    private static final int LANES = FLOATS.length();

    private RowProducts() {}

    static void add(SparseTerms t, Stretch stretch, int row, float[] x, float[] dy, float[] dw) {
        int list = stretch.kind() * t.groups + row;
        int end = t.start[list + 1];
        int to = row * t.rowLength + stretch.to();
        int q = t.start[list];
        for (; q + 3 < end; q += 4) {
            four(x, stretch.from(), t.offset, q, dy, to, stretch.length(), dw, t.weight);
        }
        for (; q < end; q++) {
            dw[t.weight[q]] += product(x, stretch.from() + t.offset[q], dy, to, stretch.length());
        }
    }

    private static void four(
            float[] x, int from, int[] offset, int q, float[] dy, int to, int length, float[] dw, int[] weight) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0, s2 = s0, s3 = s0;
        int i0 = from + offset[q];
        int i1 = from + offset[q + 1];
        int i2 = from + offset[q + 2];
        int i3 = from + offset[q + 3];
        for (int j = 0; j < length; j += LANES) {
            FloatVector d = FloatVector.fromArray(FLOATS, dy, to + j);
            s0 = FloatVector.fromArray(FLOATS, x, i0 + j).fma(d, s0);
            s1 = FloatVector.fromArray(FLOATS, x, i1 + j).fma(d, s1);
            s2 = FloatVector.fromArray(FLOATS, x, i2 + j).fma(d, s2);
            s3 = FloatVector.fromArray(FLOATS, x, i3 + j).fma(d, s3);
        }
        dw[weight[q]] += s0.reduceLanes(VectorOperators.ADD);
        dw[weight[q + 1]] += s1.reduceLanes(VectorOperators.ADD);
        dw[weight[q + 2]] += s2.reduceLanes(VectorOperators.ADD);
        dw[weight[q + 3]] += s3.reduceLanes(VectorOperators.ADD);
    }

    private static float product(float[] x, int from, float[] dy, int to, int length) {
        FloatVector s = FloatVector.zero(FLOATS);
        for (int j = 0; j < length; j += LANES) {
            FloatVector d = FloatVector.fromArray(FLOATS, dy, to + j);
            s = FloatVector.fromArray(FLOATS, x, from + j).fma(d, s);
        }
        return s.reduceLanes(VectorOperators.ADD);
    }

    /** The sum of length values. */
    static float sum(float[] x, int from, int length) {
        FloatVector s = FloatVector.zero(FLOATS);
        for (int j = 0; j < length; j += LANES) {
            s = s.add(FloatVector.fromArray(FLOATS, x, from + j));
        }
        return s.reduceLanes(VectorOperators.ADD);
    }
}
