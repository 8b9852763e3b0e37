package io.powermeter.workloads.kernel;

import java.util.Random;

/** Seeded numbers for the tests. */
public final class Values {

    private Values() {}

    /** n numbers from -1 to 1. */
    public static float[] random(int n, Random random) {
        float[] values = new float[n];
        for (int j = 0; j < n; j++) {
            values[j] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    /** The sum of a[j] * b[j]: a loss whose gradient for a is b. */
    public static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (double) a[j] * b[j];
        }
        return sum;
    }
}
