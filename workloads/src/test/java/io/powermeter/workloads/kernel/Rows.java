package io.powermeter.workloads.kernel;

import java.util.Arrays;
import java.util.Random;

/** Seeded rows of numbers for the tests. */
final class Rows {

    private Rows() {}

    static float[][] random(int rows, int columns, Random random) {
        float[][] result = new float[rows][];
        Arrays.setAll(result, r -> random(columns, random));
        return result;
    }

    static float[] random(int n, Random random) {
        float[] row = new float[n];
        for (int j = 0; j < n; j++) {
            row[j] = 2 * random.nextFloat() - 1;
        }
        return row;
    }

    /** The sum of a[r][j] * b[r][j]: a loss whose gradient for a is b. */
    static double dot(float[][] a, float[][] b) {
        double sum = 0;
        for (int r = 0; r < a.length; r++) {
            for (int j = 0; j < a[r].length; j++) {
                sum += (double) a[r][j] * b[r][j];
            }
        }
        return sum;
    }
}
