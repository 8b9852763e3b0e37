package io.powermeter.workloads.kernel;

/** The sign as an activation, with the straight-through gradient of Hubara, Courbariaux, Soudry, El-Yaniv and Bengio 2016. */
public final class Sign {

    private Sign() {}

    /** {@code y = -1 where x is below 0, else 1}; NaN stays NaN, so that training that has diverged is seen. */
    public static void forward(float[] x, float[] y, int n) {
        for (int j = 0; j < n; j++) {
            y[j] = x[j] < 0f ? -1f : x[j] >= 0f ? 1f : x[j];
        }
    }

    /** {@code dx = dy where x is from -1 to 1, else 0}. */
    public static void backward(float[] x, float[] dy, float[] dx, int n) {
        for (int j = 0; j < n; j++) {
            dx[j] = Math.abs(x[j]) <= 1f ? dy[j] : 0f;
        }
    }
}
