package io.powermeter.workloads.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The innermost part of {@link SparseGradients}: 7 vectors of sums that stay in registers while a list goes by. */
final class SparseTile {

    static final int VECTORS = 7;

    private static final VectorSpecies<Float> FLOATS = VectorBackend.FLOATS;
    private static final int LANES = FLOATS.length();

    private SparseTile() {}

    /**
     * {@code y[yo + j] += sum over i of value[i] * x[xo + at[i] + j]}, for i from begin to end - 1, j in that many vectors.
     */
    static void add(float[] x, int xo, int[] at, float[] value, int begin, int end, float[] y, int yo) {
        FloatVector s0 = FloatVector.fromArray(FLOATS, y, yo);
        FloatVector s1 = FloatVector.fromArray(FLOATS, y, yo + LANES);
        FloatVector s2 = FloatVector.fromArray(FLOATS, y, yo + 2 * LANES);
        FloatVector s3 = FloatVector.fromArray(FLOATS, y, yo + 3 * LANES);
        FloatVector s4 = FloatVector.fromArray(FLOATS, y, yo + 4 * LANES);
        FloatVector s5 = FloatVector.fromArray(FLOATS, y, yo + 5 * LANES);
        FloatVector s6 = FloatVector.fromArray(FLOATS, y, yo + 6 * LANES);
        for (int i = begin; i < end; i++) {
            FloatVector factor = FloatVector.broadcast(FLOATS, value[i]);
            int xi = xo + at[i];
            s0 = factor.fma(FloatVector.fromArray(FLOATS, x, xi), s0);
            s1 = factor.fma(FloatVector.fromArray(FLOATS, x, xi + LANES), s1);
            s2 = factor.fma(FloatVector.fromArray(FLOATS, x, xi + 2 * LANES), s2);
            s3 = factor.fma(FloatVector.fromArray(FLOATS, x, xi + 3 * LANES), s3);
            s4 = factor.fma(FloatVector.fromArray(FLOATS, x, xi + 4 * LANES), s4);
            s5 = factor.fma(FloatVector.fromArray(FLOATS, x, xi + 5 * LANES), s5);
            s6 = factor.fma(FloatVector.fromArray(FLOATS, x, xi + 6 * LANES), s6);
        }
        s0.intoArray(y, yo);
        s1.intoArray(y, yo + LANES);
        s2.intoArray(y, yo + 2 * LANES);
        s3.intoArray(y, yo + 3 * LANES);
        s4.intoArray(y, yo + 4 * LANES);
        s5.intoArray(y, yo + 5 * LANES);
        s6.intoArray(y, yo + 6 * LANES);
    }
}
