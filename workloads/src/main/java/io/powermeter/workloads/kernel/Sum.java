package io.powermeter.workloads.kernel;

/** Adds up a row. */
final class Sum {

    private Sum() {}

    /** The sum of row[0] to row[n - 1], in four interleaved parts so that no addition waits for the one before. */
    static float of(float[] row, int n) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = 0;
        for (; j + 3 < n; j += 4) {
            s0 += row[j];
            s1 += row[j + 1];
            s2 += row[j + 2];
            s3 += row[j + 3];
        }
        for (; j < n; j++) {
            s0 += row[j];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
