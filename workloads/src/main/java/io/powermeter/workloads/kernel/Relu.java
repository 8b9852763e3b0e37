package io.powermeter.workloads.kernel;

/** The rectified linear unit, element by element on the first n values. */
public final class Relu {

    private Relu() {}

    /** {@code y = max(x, 0)}; NaN stays NaN. */
    public static void forward(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] = Math.max(x[j], 0f);
        }
    }

    /** {@code dx = dy where y > 0, else 0}; 0 where y is NaN. */
    public static void backward(float[] y, float[] dy, float[] dx, int n) {
        for (int j = 0; j < n; j++) {
            dx[j] = y[j] > 0f ? dy[j] : 0f;
        }
    }
}
