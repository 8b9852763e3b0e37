package io.powermeter.workloads.kernel.vector;

import jdk.incubator.vector.FloatVector;

/** The dot product of two rows, in four sums of vectors, so that no addition waits for the one before. */
final class Dot {

    private static final int L = VectorBackend.FLOATS.length();

    private Dot() {}

    static float of(float[] a, float[] b, int n) {
        FloatVector s0 = FloatVector.zero(VectorBackend.FLOATS);
        FloatVector s1 = s0, s2 = s0, s3 = s0;
        int tiled = n - n % (4 * L);
        for (int j = 0; j < tiled; j += 4 * L) {
            s0 = floats(a, j).fma(floats(b, j), s0);
            s1 = floats(a, j + L).fma(floats(b, j + L), s1);
            s2 = floats(a, j + 2 * L).fma(floats(b, j + 2 * L), s2);
            s3 = floats(a, j + 3 * L).fma(floats(b, j + 3 * L), s3);
        }
        float sum = Lanes.sum(s0.add(s1).add(s2.add(s3)));
        for (int j = tiled; j < n; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static FloatVector floats(float[] x, int at) {
        return FloatVector.fromArray(VectorBackend.FLOATS, x, at);
    }
}
