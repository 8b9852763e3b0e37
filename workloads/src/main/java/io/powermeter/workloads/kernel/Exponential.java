package io.powermeter.workloads.kernel;

/**
 * The exponential function of rows, in single precision, to a relative error below 2e-7.
 *
 * <p>{@code e^x = 2^k * e^r} with {@code |r| <= ln(2)/2}, and {@code e^r} by its Taylor series up to {@code r^7}, whose
 * remainder is below 6e-9. Only additions and products that IEEE 754 rounds, in this order, so that every backend and
 * every machine gets the same bits.
 */
public final class Exponential {

    /** Beyond it in either direction x is taken for it, so that no result is infinite, 0 or denormal. */
    public static final float LIMIT = 80f;

    /** Adding it rounds to an integer, which is then in the low bits: 1.5 * 2^23. */
    public static final float ROUND = 12582912f;

    /** 1 / ln(2). */
    public static final float PER_LN2 = 1.44269504f;

    /** ln(2) in two parts, the first so short that its product with k is exact. */
    public static final float LN2_HIGH = 0.693359375f;

    /** The second part. */
    public static final float LN2_LOW = -2.12194440e-4f;

    /** 1/7!, 1/6!, ..., 1/1!, 1/0!. */
    private static final float[] SERIES = series();

    private Exponential() {}

    /** The factors of the series, from that of r^7 down to that of 1. */
    public static float[] series() {
        float[] factors = new float[8];
        double factorial = 1;
        for (int i = 0; i < factors.length; i++) {
            factorial *= Math.max(1, i);
            factors[factors.length - 1 - i] = (float) (1 / factorial);
        }
        return factors;
    }

    /** {@code e[j] = exp(scale * z[j] - shift[j])} for the first n, the exponent held in -80..80; NaN stays NaN. */
    static void of(float[] z, float scale, float[] shift, float[] e, int n) {
        float c7 = SERIES[0], c6 = SERIES[1], c5 = SERIES[2], c4 = SERIES[3], c3 = SERIES[4], c2 = SERIES[5];
        for (int j = 0; j < n; j++) {
            float x = Math.max(-LIMIT, Math.min(LIMIT, scale * z[j] - shift[j]));
            float rounded = x * PER_LN2 + ROUND;
            float k = rounded - ROUND;
            float r = x - k * LN2_HIGH - k * LN2_LOW;
            float p = c7 * r + c6;
            p = p * r + c5;
            p = p * r + c4;
            p = p * r + c3;
            p = p * r + c2;
            p = p * r + 1f;
            p = p * r + 1f;
            e[j] = p * Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << 23) + 0x3f800000);
        }
    }
}
