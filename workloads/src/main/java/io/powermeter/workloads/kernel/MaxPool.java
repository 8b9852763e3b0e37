package io.powermeter.workloads.kernel;

/**
 * Keeps the largest value of every 2 x 2 square, which do not overlap.
 *
 * <p>x is (C, 2H, 2W, B), y is (C, H, W, B), as {@code float[channels * lines][columns * B]}. Because lines of all
 * channels follow each other, line r of y is made of lines 2r and 2r+1 of x. A NaN in the square makes the result NaN.
 */
public final class MaxPool {

    private MaxPool() {}

    /** {@code y[r][ox] = the largest of x[2r..2r+1][2ox..2ox+1]}, for every sample; width is W. */
    public static void forward(float[][] x, float[][] y, int width, int batch) {
        for (int r = 0; r < y.length; r++) {
            for (int ox = 0; ox < width; ox++) {
                largest(x[2 * r], x[2 * r + 1], 2 * ox * batch, y[r], ox * batch, batch);
            }
        }
    }

    private static void largest(float[] upper, float[] lower, int left, float[] y, int to, int batch) {
        int right = left + batch;
        for (int b = 0; b < batch; b++) {
            float up = Math.max(upper[left + b], upper[right + b]);
            float low = Math.max(lower[left + b], lower[right + b]);
            y[to + b] = Math.max(up, low);
        }
    }

    /** Gives dy to the first value of the square that is the largest, 0 to the others; to none if the result was NaN. */
    public static void backward(float[][] x, float[][] y, float[][] dy, float[][] dx, int width, int batch) {
        for (int r = 0; r < y.length; r++) {
            for (int ox = 0; ox < width; ox++) {
                for (int b = 0; b < batch; b++) {
                    int left = 2 * ox * batch + b;
                    int at = ox * batch + b;
                    route(x[2 * r], x[2 * r + 1], left, left + batch, y[r][at], dy[r][at], dx[2 * r], dx[2 * r + 1]);
                }
            }
        }
    }

    private static void route(
            float[] upper, float[] lower, int left, int right, float max, float d, float[] dUpper, float[] dLower) {
        boolean first = upper[left] == max;
        boolean second = !first && upper[right] == max;
        boolean third = !first && !second && lower[left] == max;
        boolean fourth = !first && !second && !third && lower[right] == max;
        dUpper[left] = first ? d : 0f;
        dUpper[right] = second ? d : 0f;
        dLower[left] = third ? d : 0f;
        dLower[right] = fourth ? d : 0f;
    }
}
