package io.powermeter.bench;

import java.util.Random;

/** Seeded numbers: none is denormal, which would slow down everything. */
final class Numbers {

    private static final Random RANDOM = new Random(1);

    private Numbers() {}

    /** n numbers from -0.5 to 0.5. */
    static float[] random(int n) {
        float[] values = new float[n];
        for (int j = 0; j < n; j++) {
            values[j] = RANDOM.nextFloat() - 0.5f;
        }
        return values;
    }

    /** A mask of n that keeps this share, at random places. */
    static boolean[] mask(int n, double kept) {
        boolean[] keep = new boolean[n];
        for (int j = 0; j < n; j++) {
            keep[j] = RANDOM.nextDouble() < kept;
        }
        return keep;
    }
}
