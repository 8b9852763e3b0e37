package io.powermeter.workloads.kernel;

/**
 * Adds a weighted sum of rows to a row: the one hot loop, which dense layers and convolutions are both made of.
 *
 * <p>Four rows at a time, so that {@code y} is loaded and stored once for four multiplications. The loop stays this simple
 * on purpose: HotSpot turns it into vector code on JDK 17 and 25 as long as one row is stored and every row is indexed by
 * {@code j} alone. An offset on the rows, eight rows, or a second stored row lose that on one of the two or on both, and
 * with it three quarters of the speed. {@code a * b + c} and not {@code Math.fma}: as fast here, and fma is slow beyond
 * measure on processors without such an instruction.
 */
public final class WeightedSum {

    private WeightedSum() {}

    /**
     * {@code y[j] += sum over k of a[ao + k] * x[k][j]}, for j from 0 to n - 1 and k from 0 to count - 1.
     *
     * @param y (n or more)
     * @param a (ao + count or more)
     * @param x (count or more, n or more), y not among them
     */
    public static void add(float[] y, float[] a, int ao, float[][] x, int count, int n) {
        int k = 0;
        for (; k + 3 < count; k += 4) {
            int i = ao + k;
            add4(y, a[i], x[k], a[i + 1], x[k + 1], a[i + 2], x[k + 2], a[i + 3], x[k + 3], n);
        }
        for (; k < count; k++) {
            add1(y, a[ao + k], x[k], n);
        }
    }

    private static void add4(
            float[] y, float a0, float[] x0, float a1, float[] x1, float a2, float[] x2, float a3, float[] x3, int n) {
        for (int j = 0; j < n; j++) {
            y[j] += a0 * x0[j] + a1 * x1[j] + a2 * x2[j] + a3 * x3[j];
        }
    }

    private static void add1(float[] y, float a, float[] x, int n) {
        for (int j = 0; j < n; j++) {
            y[j] += a * x[j];
        }
    }
}
