package io.powermeter.workloads.kernel;

/**
 * Signs of floats, one bit each, and their dot product.
 *
 * <p>Bit {@code i % 64} of word {@code i / 64} is 1 if number i is below 0; 0, -0 and NaN count as positive. Bits after
 * the last number are 0, so that those of two rows of the same length cancel.
 */
public final class Signs {

    private Signs() {}

    /** Words that hold n signs. */
    public static int words(int n) {
        return (n + Long.SIZE - 1) / Long.SIZE;
    }

    /** Packs the signs of x[from] to x[from + n - 1] into words[at] and those after it. */
    public static void pack(float[] x, int from, int n, long[] words, int at) {
        for (int i = 0; i < n; i += Long.SIZE) {
            words[at + i / Long.SIZE] = word(x, from + i, Math.min(Long.SIZE, n - i));
        }
    }

    private static long word(float[] x, int from, int n) {
        long word = 0;
        for (int j = 0; j < n; j++) {
            word |= (x[from + j] < 0 ? 1L : 0L) << j;
        }
        return word;
    }

    /** The sum of the products of n signs: n - 2 * popcount(a xor b), which is exact; counted in fours, each apart from the sum so far. */
    public static long dot(long[] a, long[] b, int n) {
        int words = words(n);
        int fours = words - words % 4;
        int differ = 0;
        for (int k = 0; k < fours; k += 4) {
            differ += (differing(a, b, k) + differing(a, b, k + 1)) + (differing(a, b, k + 2) + differing(a, b, k + 3));
        }
        for (int k = fours; k < words; k++) {
            differ += differing(a, b, k);
        }
        return n - 2L * differ;
    }

    private static int differing(long[] a, long[] b, int k) {
        return Long.bitCount(a[k] ^ b[k]);
    }
}
