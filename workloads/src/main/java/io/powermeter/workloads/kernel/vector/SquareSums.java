package io.powermeter.workloads.kernel.vector;

import static io.powermeter.workloads.kernel.vector.VectorBackend.FLOATS;

import io.powermeter.workloads.kernel.SparseTerms;
import jdk.incubator.vector.FloatVector;

/**
 * {@link BlockSums} of two vectors for blocks of 4 x 4 that are there as a whole, a block at a time. Its 16 weights are at
 * constant distances from the first: the JVM then checks once that they exist, and not weight by weight, which takes a
 * quarter of the time. Hence a method for each direction, and not one with distances as parameters.
 */
final class SquareSums {

    /** Side of the blocks. */
    static final int SIDE = 4;

    private static final int LANES = FLOATS.length();

    private SquareSums() {}

    /** The rows of sums are the rows of the blocks. */
    static void forward(
            SparseTerms t, int list, float[] x, int from, float[] w, float[] bias, int row, float[] y, int to) {
        int n = t.rowLength;
        FloatVector a0 = FloatVector.broadcast(FLOATS, bias[row]), b0 = a0;
        FloatVector a1 = FloatVector.broadcast(FLOATS, bias[row + 1]), b1 = a1;
        FloatVector a2 = FloatVector.broadcast(FLOATS, bias[row + 2]), b2 = a2;
        FloatVector a3 = FloatVector.broadcast(FLOATS, bias[row + 3]), b3 = a3;
        int[] weight = t.weight;
        int[] offset = t.offset;
        int end = t.start[list + 1];
        for (int q = t.start[list]; q < end; q += SIDE) {
            int p = weight[q];
            int i = from + offset[q];
            FloatVector a = FloatVector.fromArray(FLOATS, x, i);
            FloatVector b = FloatVector.fromArray(FLOATS, x, i + LANES);
            FloatVector v = FloatVector.broadcast(FLOATS, w[p]);
            a0 = a.fma(v, a0);
            b0 = b.fma(v, b0);
            v = FloatVector.broadcast(FLOATS, w[p + 4]);
            a1 = a.fma(v, a1);
            b1 = b.fma(v, b1);
            v = FloatVector.broadcast(FLOATS, w[p + 8]);
            a2 = a.fma(v, a2);
            b2 = b.fma(v, b2);
            v = FloatVector.broadcast(FLOATS, w[p + 12]);
            a3 = a.fma(v, a3);
            b3 = b.fma(v, b3);
            i = from + offset[q + 1];
            a = FloatVector.fromArray(FLOATS, x, i);
            b = FloatVector.fromArray(FLOATS, x, i + LANES);
            v = FloatVector.broadcast(FLOATS, w[p + 1]);
            a0 = a.fma(v, a0);
            b0 = b.fma(v, b0);
            v = FloatVector.broadcast(FLOATS, w[p + 5]);
            a1 = a.fma(v, a1);
            b1 = b.fma(v, b1);
            v = FloatVector.broadcast(FLOATS, w[p + 9]);
            a2 = a.fma(v, a2);
            b2 = b.fma(v, b2);
            v = FloatVector.broadcast(FLOATS, w[p + 13]);
            a3 = a.fma(v, a3);
            b3 = b.fma(v, b3);
            i = from + offset[q + 2];
            a = FloatVector.fromArray(FLOATS, x, i);
            b = FloatVector.fromArray(FLOATS, x, i + LANES);
            v = FloatVector.broadcast(FLOATS, w[p + 2]);
            a0 = a.fma(v, a0);
            b0 = b.fma(v, b0);
            v = FloatVector.broadcast(FLOATS, w[p + 6]);
            a1 = a.fma(v, a1);
            b1 = b.fma(v, b1);
            v = FloatVector.broadcast(FLOATS, w[p + 10]);
            a2 = a.fma(v, a2);
            b2 = b.fma(v, b2);
            v = FloatVector.broadcast(FLOATS, w[p + 14]);
            a3 = a.fma(v, a3);
            b3 = b.fma(v, b3);
            i = from + offset[q + 3];
            a = FloatVector.fromArray(FLOATS, x, i);
            b = FloatVector.fromArray(FLOATS, x, i + LANES);
            v = FloatVector.broadcast(FLOATS, w[p + 3]);
            a0 = a.fma(v, a0);
            b0 = b.fma(v, b0);
            v = FloatVector.broadcast(FLOATS, w[p + 7]);
            a1 = a.fma(v, a1);
            b1 = b.fma(v, b1);
            v = FloatVector.broadcast(FLOATS, w[p + 11]);
            a2 = a.fma(v, a2);
            b2 = b.fma(v, b2);
            v = FloatVector.broadcast(FLOATS, w[p + 15]);
            a3 = a.fma(v, a3);
            b3 = b.fma(v, b3);
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

    /** The rows of sums are the columns of the blocks. */
    static void backward(
            SparseTerms t, int list, float[] x, int from, float[] w, float[] bias, int row, float[] y, int to) {
        int n = t.rowLength;
        FloatVector a0 = FloatVector.broadcast(FLOATS, bias[row]), b0 = a0;
        FloatVector a1 = FloatVector.broadcast(FLOATS, bias[row + 1]), b1 = a1;
        FloatVector a2 = FloatVector.broadcast(FLOATS, bias[row + 2]), b2 = a2;
        FloatVector a3 = FloatVector.broadcast(FLOATS, bias[row + 3]), b3 = a3;
        int[] weight = t.weight;
        int[] offset = t.offset;
        int end = t.start[list + 1];
        for (int q = t.start[list]; q < end; q += SIDE) {
            int p = weight[q];
            int i = from + offset[q];
            FloatVector a = FloatVector.fromArray(FLOATS, x, i);
            FloatVector b = FloatVector.fromArray(FLOATS, x, i + LANES);
            FloatVector v = FloatVector.broadcast(FLOATS, w[p]);
            a0 = a.fma(v, a0);
            b0 = b.fma(v, b0);
            v = FloatVector.broadcast(FLOATS, w[p + 1]);
            a1 = a.fma(v, a1);
            b1 = b.fma(v, b1);
            v = FloatVector.broadcast(FLOATS, w[p + 2]);
            a2 = a.fma(v, a2);
            b2 = b.fma(v, b2);
            v = FloatVector.broadcast(FLOATS, w[p + 3]);
            a3 = a.fma(v, a3);
            b3 = b.fma(v, b3);
            i = from + offset[q + 1];
            a = FloatVector.fromArray(FLOATS, x, i);
            b = FloatVector.fromArray(FLOATS, x, i + LANES);
            v = FloatVector.broadcast(FLOATS, w[p + 4]);
            a0 = a.fma(v, a0);
            b0 = b.fma(v, b0);
            v = FloatVector.broadcast(FLOATS, w[p + 5]);
            a1 = a.fma(v, a1);
            b1 = b.fma(v, b1);
            v = FloatVector.broadcast(FLOATS, w[p + 6]);
            a2 = a.fma(v, a2);
            b2 = b.fma(v, b2);
            v = FloatVector.broadcast(FLOATS, w[p + 7]);
            a3 = a.fma(v, a3);
            b3 = b.fma(v, b3);
            i = from + offset[q + 2];
            a = FloatVector.fromArray(FLOATS, x, i);
            b = FloatVector.fromArray(FLOATS, x, i + LANES);
            v = FloatVector.broadcast(FLOATS, w[p + 8]);
            a0 = a.fma(v, a0);
            b0 = b.fma(v, b0);
            v = FloatVector.broadcast(FLOATS, w[p + 9]);
            a1 = a.fma(v, a1);
            b1 = b.fma(v, b1);
            v = FloatVector.broadcast(FLOATS, w[p + 10]);
            a2 = a.fma(v, a2);
            b2 = b.fma(v, b2);
            v = FloatVector.broadcast(FLOATS, w[p + 11]);
            a3 = a.fma(v, a3);
            b3 = b.fma(v, b3);
            i = from + offset[q + 3];
            a = FloatVector.fromArray(FLOATS, x, i);
            b = FloatVector.fromArray(FLOATS, x, i + LANES);
            v = FloatVector.broadcast(FLOATS, w[p + 12]);
            a0 = a.fma(v, a0);
            b0 = b.fma(v, b0);
            v = FloatVector.broadcast(FLOATS, w[p + 13]);
            a1 = a.fma(v, a1);
            b1 = b.fma(v, b1);
            v = FloatVector.broadcast(FLOATS, w[p + 14]);
            a2 = a.fma(v, a2);
            b2 = b.fma(v, b2);
            v = FloatVector.broadcast(FLOATS, w[p + 15]);
            a3 = a.fma(v, a3);
            b3 = b.fma(v, b3);
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
}
