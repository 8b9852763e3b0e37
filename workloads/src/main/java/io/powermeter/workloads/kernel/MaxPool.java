package io.powermeter.workloads.kernel;

/**
 * Keeps the largest value of every 2 x 2 square, which do not overlap.
 *
 * <p>x is (C, 2H, 2W, B), y is (C, H, W, B), both flat. Because lines of all channels follow each other, line r of y is made
 * of lines 2r and 2r+1 of x. A NaN in the square makes the result NaN.
 */
public final class MaxPool {

    private MaxPool() {}

    /** {@code y[r][ox] = the largest of x[2r..2r+1][2ox..2ox+1]}, for every sample; lines is C*H, width is W. */
    public static void forward(float[] x, float[] y, int lines, int width, int batch) {
        for (int r = 0; r < lines; r++) {
            for (int ox = 0; ox < width; ox++) {
                int upper = (2 * r * 2 * width + 2 * ox) * batch;
                largest(x, upper, upper + 2 * width * batch, y, (r * width + ox) * batch, batch);
            }
        }
    }

    private static void largest(float[] x, int upper, int lower, float[] y, int to, int batch) {
        for (int b = 0; b < batch; b++) {
            float up = Math.max(x[upper + b], x[upper + batch + b]);
            float low = Math.max(x[lower + b], x[lower + batch + b]);
            y[to + b] = Math.max(up, low);
        }
    }

    /** Gives dy to the first value of the square that is the largest, 0 to the others; to none if the result was NaN. */
    public static void backward(float[] x, float[] y, float[] dy, float[] dx, int lines, int width, int batch) {
        for (int r = 0; r < lines; r++) {
            for (int ox = 0; ox < width; ox++) {
                int upper = (2 * r * 2 * width + 2 * ox) * batch;
                route(x, upper, upper + 2 * width * batch, y, dy, (r * width + ox) * batch, dx, batch);
            }
        }
    }

    private static void route(float[] x, int upper, int lower, float[] y, float[] dy, int at, float[] dx, int batch) {
        for (int b = 0; b < batch; b++) {
            float max = y[at + b];
            float d = dy[at + b];
            boolean first = x[upper + b] == max;
            boolean second = !first && x[upper + batch + b] == max;
            boolean third = !first && !second && x[lower + b] == max;
            boolean fourth = !first && !second && !third && x[lower + batch + b] == max;
            dx[upper + b] = first ? d : 0f;
            dx[upper + batch + b] = second ? d : 0f;
            dx[lower + b] = third ? d : 0f;
            dx[lower + batch + b] = fourth ? d : 0f;
        }
    }
}
