package io.powermeter.workloads.kernel;

import java.util.Arrays;

/**
 * A fully connected layer.
 *
 * <p>x is (I, B), y is (O, B), the weight w is (O, I) with one row per output, the bias is (O).
 */
public final class Dense {

    private Dense() {}

    /** {@code y[o][b] = bias[o] + sum over i of w[o][i] * x[i][b]}. */
    public static void forward(float[][] x, float[][] w, float[] bias, float[][] y, int batch) {
        for (int o = 0; o < w.length; o++) {
            Arrays.fill(y[o], 0, batch, bias[o]);
            WeightedSum.add(y[o], w[o], 0, x, x.length, batch);
        }
    }

    /**
     * {@code dx[i][b] = sum over o of w[o][i] * dy[o][b]}.
     *
     * @param wT (I, O), overwritten with w transposed
     */
    public static void backwardInput(float[][] dy, float[][] w, float[][] dx, float[][] wT, int batch) {
        Transpose.transpose(w, w.length, dx.length, wT);
        for (int i = 0; i < dx.length; i++) {
            Arrays.fill(dx[i], 0, batch, 0f);
            WeightedSum.add(dx[i], wT[i], 0, dy, dy.length, batch);
        }
    }

    /**
     * {@code dw[o][i] = sum over b of dy[o][b] * x[i][b]} and {@code dbias[o] = sum over b of dy[o][b]}.
     *
     * @param xT (B, I), overwritten with x transposed, so that the sum runs over rows
     */
    public static void backwardWeight(float[][] x, float[][] dy, float[][] dw, float[] dbias, float[][] xT, int batch) {
        Transpose.transpose(x, x.length, batch, xT);
        for (int o = 0; o < dy.length; o++) {
            Arrays.fill(dw[o], 0f);
            WeightedSum.add(dw[o], dy[o], 0, xT, batch, x.length);
            dbias[o] = Sum.of(dy[o], batch);
        }
    }
}
