package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Signs;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/** The dot product of two rows of signs, where {@link BitCount} is there: two sums, so that neither is waited for. */
final class SignDot {

    private static final int LANES = VectorBackend.LONGS.length();

    private SignDot() {}

    /** As {@link Signs#dot}. */
    static long of(long[] a, long[] b, int n) {
        int words = Signs.words(n);
        int pairs = words - words % (2 * LANES);
        LongVector s0 = LongVector.zero(VectorBackend.LONGS), s1 = s0;
        for (int k = 0; k < pairs; k += 2 * LANES) {
            s0 = s0.add(differing(a, b, k));
            s1 = s1.add(differing(a, b, k + LANES));
        }
        long differ = s0.add(s1).reduceLanes(VectorOperators.ADD);
        for (int k = pairs; k < words; k++) {
            differ += Long.bitCount(a[k] ^ b[k]);
        }
        return n - 2 * differ;
    }

    private static LongVector differing(long[] a, long[] b, int k) {
        return LongVector.fromArray(VectorBackend.LONGS, a, k)
                .lanewise(VectorOperators.XOR, LongVector.fromArray(VectorBackend.LONGS, b, k))
                .lanewise(BitCount.OPERATOR);
    }
}
