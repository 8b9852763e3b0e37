package io.powermeter.workloads.kernel;

/** Copies a matrix with its lines as columns. */
public final class Transpose {

    /** Lines that are read at a time, one for each way of a common first-level cache: strides of 4 KB put them all in one set. */
    private static final int BLOCK = 8;

    private Transpose() {}

    /**
     * {@code to[r][c] = from[c][r]}, for r from 0 to rows - 1 and c from 0 to columns - 1.
     *
     * @param from lines from fo on, with fromStride
     * @param to lines from to0 on, with toStride
     */
    public static void copy(
            float[] from, int fo, int fromStride, float[] to, int to0, int toStride, int rows, int columns) {
        for (int c = 0; c < columns; c += BLOCK) {
            int wide = Math.min(BLOCK, columns - c);
            for (int r = 0; r < rows; r++) {
                line(from, fo + c * fromStride + r, fromStride, to, to0 + r * toStride + c, wide);
            }
        }
    }

    private static void line(float[] from, int fo, int fromStride, float[] to, int to0, int n) {
        for (int j = 0; j < n; j++) {
            to[to0 + j] = from[fo + j * fromStride];
        }
    }
}
