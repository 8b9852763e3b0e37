package io.powermeter.workloads.kernel;

/** The sum of the logarithms of many numbers, by the logarithms of their products, of which there are few. */
public final class SumOfLogs {

    /** Eight factors as small as 1/LARGEST or as large as LARGEST, times a product within MIDDLE, are no overflow. */
    private static final float LARGEST = 1e20f;

    private static final double MIDDLE = 1e100;

    private SumOfLogs() {}

    /**
     * {@code sum of log(s[j])} for the first n, in double precision; NaN if one of them is not within 1e-20 to 1e20.
     */
    public static double of(float[] s, int n) {
        double sum = 0;
        double product = 1;
        boolean inRange = true;
        int j = 0;
        for (; j + 7 < n; j += 8) {
            float a = s[j], b = s[j + 1], c = s[j + 2], d = s[j + 3];
            float e = s[j + 4], f = s[j + 5], g = s[j + 6], h = s[j + 7];
            inRange &= inRange(a, b) & inRange(c, d) & inRange(e, f) & inRange(g, h);
            product *= (((double) a * b) * ((double) c * d)) * (((double) e * f) * ((double) g * h));
            if (!(product < MIDDLE && product > 1 / MIDDLE)) {
                sum += StrictMath.log(product);
                product = 1;
            }
        }
        for (; j < n; j++) {
            inRange &= inRange(s[j], s[j]);
            product *= s[j];
        }
        return inRange ? sum + StrictMath.log(product) : Double.NaN;
    }

    private static boolean inRange(float a, float b) {
        return Math.min(a, b) > 1 / LARGEST & Math.max(a, b) < LARGEST;
    }
}
