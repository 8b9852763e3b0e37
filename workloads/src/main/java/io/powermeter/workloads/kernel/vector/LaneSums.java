package io.powermeter.workloads.kernel.vector;

import static io.powermeter.workloads.kernel.vector.VectorBackend.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Adds up the lanes of many vectors in memory, always in the same order.
 *
 * <p>Two vectors are folded to one that holds half as many sums of each, and so on until each sum is in one lane: four
 * operations for two vectors, where {@link Lanes} takes lane by lane.
 */
final class LaneSums {

    private static final int LANES = FLOATS.length();

    private static final VectorMask<Float> ODD1 = odd(1), ODD2 = odd(2), ODD4 = odd(4), ODD8 = odd(8);
    private static final VectorShuffle<Float> SWAP1 = swap(1), SWAP2 = swap(2), SWAP4 = swap(4), SWAP8 = swap(8);

    private LaneSums() {}

    /**
     * Replaces the first n vectors by the n sums of their lanes.
     *
     * @param vectors long enough for n rounded up to a multiple of the lanes of a vector
     */
    static void of(float[] vectors, int n) {
        int left = (n + LANES - 1) / LANES * LANES;
        if (LANES > 1) {
            left = fold(vectors, left, ODD1, SWAP1);
        }
        if (LANES > 2) {
            left = fold(vectors, left, ODD2, SWAP2);
        }
        if (LANES > 4) {
            left = fold(vectors, left, ODD4, SWAP4);
        }
        if (LANES > 8) {
            fold(vectors, left, ODD8, SWAP8);
        }
    }

    /** Makes one vector of two, with half as many sums of each as they had; how many there are then. */
    private static int fold(float[] vectors, int n, VectorMask<Float> odd, VectorShuffle<Float> swap) {
        for (int i = 0; i < n / 2; i++) {
            FloatVector a = FloatVector.fromArray(FLOATS, vectors, i * 2 * LANES);
            FloatVector b = FloatVector.fromArray(FLOATS, vectors, i * 2 * LANES + LANES);
            a.blend(b, odd).add(b.blend(a, odd).rearrange(swap)).intoArray(vectors, i * LANES);
        }
        return n / 2;
    }

    /** The lanes whose number has this bit. */
    static VectorMask<Float> odd(int bit) {
        boolean[] lanes = new boolean[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(FLOATS, lanes, 0);
    }

    /** The lanes with this bit change places with those without. */
    static VectorShuffle<Float> swap(int bit) {
        return VectorShuffle.fromOp(FLOATS, i -> (i ^ bit) % LANES);
    }
}
