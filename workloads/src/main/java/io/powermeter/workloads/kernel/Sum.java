package io.powermeter.workloads.kernel;

/** Adds up a stretch of an array. */
final class Sum {

    private Sum() {}

    /** The sum of n values from x[from] on, in four interleaved parts so that no addition waits for the one before. */
    static float of(float[] x, int from, int n) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = from;
        int end = from + n;
        for (; j + 3 < end; j += 4) {
            s0 += x[j];
            s1 += x[j + 1];
            s2 += x[j + 2];
            s3 += x[j + 3];
        }
        for (; j < end; j++) {
            s0 += x[j];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** The sum of n products {@code x[xo + j] * y[yo + j]}, in the same way. */
    static float ofProducts(float[] x, int xo, float[] y, int yo, int n) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = 0;
        for (; j + 3 < n; j += 4) {
            s0 += x[xo + j] * y[yo + j];
            s1 += x[xo + j + 1] * y[yo + j + 1];
            s2 += x[xo + j + 2] * y[yo + j + 2];
            s3 += x[xo + j + 3] * y[yo + j + 3];
        }
        for (; j < n; j++) {
            s0 += x[xo + j] * y[yo + j];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
