package io.powermeter.workloads.kernel;

/**
 * Adds a weighted sum of rows to a row: the one hot loop, which dense layers and convolutions are both made of.
 *
 * <p>Four rows at a time, so that {@code y} is loaded and stored once for four multiplications. The loop stays simple
 * on purpose. HotSpot turns it into vector code on JDK 17 and 25 because the one row it stores to is indexed by {@code j}
 * alone; with an offset on {@code y}, with a second stored row (JDK 17, and with fma 25 too), or with eight rows (17), it
 * does not, or does it badly. {@code a * b + c} and not {@code Math.fma}: as fast here, and not slow beyond measure on
 * processors without such an instruction. A product is added to the sum of its group of four, so results do not depend on
 * {@code n}, nor on the JDK.
 */
public final class WeightedSum {

    private WeightedSum() {}

    /**
     * {@code y[j] += sum over k of a[ao + k] * x[k][j]}.
     *
     * @param y (n or more)
     * @param a (ao + count or more)
     * @param x (count or more, n or more), y not among them
     */
    public static void add(float[] y, float[] a, int ao, float[][] x, int count, int n) {
        int k = 0;
        for (; k + 3 < count; k += 4) {
            float a0 = a[ao + k], a1 = a[ao + k + 1], a2 = a[ao + k + 2], a3 = a[ao + k + 3];
            add4(y, a0, x[k], 0, a1, x[k + 1], 0, a2, x[k + 2], 0, a3, x[k + 3], 0, n);
        }
        for (; k < count; k++) {
            add1(y, a[ao + k], x[k], 0, n);
        }
    }

    /**
     * {@code y[j] += sum over k of a[k] * x[k][xo[k] + j]}: the same with every row read from its own offset on.
     *
     * @param y (n or more)
     * @param a (count or more)
     * @param x (count or more) rows of at least xo[k] + n values, y not among them
     * @param xo (count or more)
     */
    public static void add(float[] y, float[] a, float[][] x, int[] xo, int count, int n) {
        int k = 0;
        for (; k + 3 < count; k += 4) {
            int k1 = k + 1, k2 = k + 2, k3 = k + 3;
            add4(y, a[k], x[k], xo[k], a[k1], x[k1], xo[k1], a[k2], x[k2], xo[k2], a[k3], x[k3], xo[k3], n);
        }
        for (; k < count; k++) {
            add1(y, a[k], x[k], xo[k], n);
        }
    }

    private static void add4(
            float[] y,
            float a0,
            float[] x0,
            int o0,
            float a1,
            float[] x1,
            int o1,
            float a2,
            float[] x2,
            int o2,
            float a3,
            float[] x3,
            int o3,
            int n) {
        for (int j = 0; j < n; j++) {
            y[j] += a0 * x0[o0 + j] + a1 * x1[o1 + j] + a2 * x2[o2 + j] + a3 * x3[o3 + j];
        }
    }

    private static void add1(float[] y, float a, float[] x, int o, int n) {
        for (int j = 0; j < n; j++) {
            y[j] += a * x[o + j];
        }
    }
}
