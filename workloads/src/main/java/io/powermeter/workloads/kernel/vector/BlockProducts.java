package io.powermeter.workloads.kernel.vector;

import static io.powermeter.workloads.kernel.vector.VectorBackend.FLOATS;

import io.powermeter.workloads.kernel.SparseTerms;
import io.powermeter.workloads.kernel.SparseTerms.Stretch;
import jdk.incubator.vector.FloatVector;

/**
 * Gradients of the weights of kept blocks for which {@link SquareProducts} do not fit: dot products of stretches, for four
 * rows of a block at a time.
 */
final class BlockProducts {

    private static final int LANES = FLOATS.length();

    private BlockProducts() {}

    static void add(SparseTerms t, Stretch stretch, int group, float[] x, float[] dy, float[] dw) {
        int list = stretch.kind() * t.groups + group;
        int to = group * BlockSums.ROWS * t.rowLength + stretch.to();
        for (int q = t.start[list]; q < t.start[list + 1]; q++) {
            int from = stretch.from() + t.offset[q];
            column(x, from, dy, to, t.rowLength, stretch.length(), dw, t.weight[q], t.weightStep);
        }
    }

    private static void column(
            float[] x, int from, float[] dy, int to, int rowLength, int length, float[] dw, int p, int step) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0, s2 = s0, s3 = s0;
        for (int j = 0; j < length; j += LANES) {
            FloatVector a = FloatVector.fromArray(FLOATS, x, from + j);
            s0 = FloatVector.fromArray(FLOATS, dy, to + j).fma(a, s0);
            s1 = FloatVector.fromArray(FLOATS, dy, to + rowLength + j).fma(a, s1);
            s2 = FloatVector.fromArray(FLOATS, dy, to + 2 * rowLength + j).fma(a, s2);
            s3 = FloatVector.fromArray(FLOATS, dy, to + 3 * rowLength + j).fma(a, s3);
        }
        dw[p] += Lanes.sum(s0);
        dw[p + step] += Lanes.sum(s1);
        dw[p + 2 * step] += Lanes.sum(s2);
        dw[p + 3 * step] += Lanes.sum(s3);
    }
}
