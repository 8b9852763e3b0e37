package io.powermeter.workloads.kernel.vector;

import static io.powermeter.workloads.kernel.vector.VectorBackend.FLOATS;

import io.powermeter.workloads.kernel.SparseTerms;
import io.powermeter.workloads.kernel.SparseTerms.Stretch;
import jdk.incubator.vector.FloatVector;

/**
 * Sums over kept blocks: four rows of sums at a time, so that a value is loaded once for four multiplications, and two
 * vectors of each. More would not fit into the 16 registers of AVX2.
 */
final class BlockSums {

    /** Rows of sums made together. */
    static final int ROWS = 4;

    private static final int LANES = FLOATS.length();

    private BlockSums() {}

    static void of(SparseTerms t, Stretch stretch, int group, float[] x, float[] w, float[] bias, float[] y) {
        int list = stretch.kind() * t.groups + group;
        int row = group * ROWS;
        int to = row * t.rowLength + stretch.to();
        int pairs = stretch.length() / (2 * LANES) * 2 * LANES;
        for (int j = 0; j < pairs; j += 2 * LANES) {
            int from = stretch.from() + j;
            if (t.block != SquareSums.SIDE) {
                pair(t, list, x, from, w, bias, row, y, to + j);
            } else if (t.weightStep == 1) {
                SquareSums.backward(t, list, x, from, w, bias, row, y, to + j);
            } else {
                SquareSums.forward(t, list, x, from, w, bias, row, y, to + j);
            }
        }
        for (int j = pairs; j < stretch.length(); j += LANES) {
            one(t, list, x, stretch.from() + j, w, bias, row, y, to + j);
        }
    }

    private static void pair(
            SparseTerms t, int list, float[] x, int from, float[] w, float[] bias, int row, float[] y, int to) {
        int n = t.rowLength;
        int step = t.weightStep;
        FloatVector a0 = FloatVector.broadcast(FLOATS, bias[row]);
        FloatVector b0 = a0;
        FloatVector a1 = FloatVector.broadcast(FLOATS, bias[row + 1]);
        FloatVector b1 = a1;
        FloatVector a2 = FloatVector.broadcast(FLOATS, bias[row + 2]);
        FloatVector b2 = a2;
        FloatVector a3 = FloatVector.broadcast(FLOATS, bias[row + 3]);
        FloatVector b3 = a3;
        int[] weight = t.weight;
        int[] offset = t.offset;
        int end = t.start[list + 1];
        for (int q = t.start[list]; q < end; q++) {
            int i = from + offset[q];
            FloatVector a = FloatVector.fromArray(FLOATS, x, i);
            FloatVector b = FloatVector.fromArray(FLOATS, x, i + LANES);
            int p = weight[q];
            FloatVector w0 = FloatVector.broadcast(FLOATS, w[p]);
            a0 = a.fma(w0, a0);
            b0 = b.fma(w0, b0);
            FloatVector w1 = FloatVector.broadcast(FLOATS, w[p + step]);
            a1 = a.fma(w1, a1);
            b1 = b.fma(w1, b1);
            FloatVector w2 = FloatVector.broadcast(FLOATS, w[p + 2 * step]);
            a2 = a.fma(w2, a2);
            b2 = b.fma(w2, b2);
            FloatVector w3 = FloatVector.broadcast(FLOATS, w[p + 3 * step]);
            a3 = a.fma(w3, a3);
            b3 = b.fma(w3, b3);
        }
        a0.intoArray(y, to);
        b0.intoArray(y, to + LANES);
        a1.intoArray(y, to + n);
        b1.intoArray(y, to + n + LANES);
        a2.intoArray(y, to + 2 * n);
        b2.intoArray(y, to + 2 * n + LANES);
        a3.intoArray(y, to + 3 * n);
        b3.intoArray(y, to + 3 * n + LANES);
    }

    private static void one(
            SparseTerms t, int list, float[] x, int from, float[] w, float[] bias, int row, float[] y, int to) {
        int n = t.rowLength;
        int step = t.weightStep;
        FloatVector a0 = FloatVector.broadcast(FLOATS, bias[row]);
        FloatVector a1 = FloatVector.broadcast(FLOATS, bias[row + 1]);
        FloatVector a2 = FloatVector.broadcast(FLOATS, bias[row + 2]);
        FloatVector a3 = FloatVector.broadcast(FLOATS, bias[row + 3]);
        int[] weight = t.weight;
        int[] offset = t.offset;
        int end = t.start[list + 1];
        for (int q = t.start[list]; q < end; q++) {
            FloatVector a = FloatVector.fromArray(FLOATS, x, from + offset[q]);
            int p = weight[q];
            a0 = a.fma(FloatVector.broadcast(FLOATS, w[p]), a0);
            a1 = a.fma(FloatVector.broadcast(FLOATS, w[p + step]), a1);
            a2 = a.fma(FloatVector.broadcast(FLOATS, w[p + 2 * step]), a2);
            a3 = a.fma(FloatVector.broadcast(FLOATS, w[p + 3 * step]), a3);
        }
        a0.intoArray(y, to);
        a1.intoArray(y, to + n);
        a2.intoArray(y, to + 2 * n);
        a3.intoArray(y, to + 3 * n);
    }
}
