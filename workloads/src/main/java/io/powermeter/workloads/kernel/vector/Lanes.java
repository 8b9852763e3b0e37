package io.powermeter.workloads.kernel.vector;

import static io.powermeter.workloads.kernel.vector.VectorBackend.FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * Adds up the lanes of a vector, always in the same order.
 *
 * <p>{@code reduceLanes} leaves the order open, and takes another one once it is compiled: the same run would give other sums
 * from one time to the next.
 */
final class Lanes {

    private static final int COUNT = FLOATS.length();

    private Lanes() {}

    static float sum(FloatVector v) {
        if (COUNT == 16) {
            return four(v, 0, 1, 2, 3) + four(v, 4, 5, 6, 7) + (four(v, 8, 9, 10, 11) + four(v, 12, 13, 14, 15));
        }
        if (COUNT == 8) {
            return four(v, 0, 1, 2, 3) + four(v, 4, 5, 6, 7);
        }
        return COUNT == 4 ? four(v, 0, 1, 2, 3) : v.lane(0) + v.lane(1);
    }

    private static float four(FloatVector v, int a, int b, int c, int d) {
        return (v.lane(a) + v.lane(b)) + (v.lane(c) + v.lane(d));
    }
}
