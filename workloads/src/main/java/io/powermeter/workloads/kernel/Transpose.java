package io.powermeter.workloads.kernel;

/** Turns rows into columns. */
public final class Transpose {

    /** Both sides of a block stay in the first-level cache: 2 x 32 lines of 64 bytes. */
    private static final int BLOCK = 32;

    private Transpose() {}

    /**
     * {@code to[c][r] = from[r][c]}.
     *
     * @param from (rows or more, columns or more)
     * @param to (columns or more, rows or more)
     */
    public static void transpose(float[][] from, int rows, int columns, float[][] to) {
        for (int r = 0; r < rows; r += BLOCK) {
            for (int c = 0; c < columns; c += BLOCK) {
                block(from, r, Math.min(r + BLOCK, rows), c, Math.min(c + BLOCK, columns), to);
            }
        }
    }

    private static void block(float[][] from, int r0, int r1, int c0, int c1, float[][] to) {
        for (int c = c0; c < c1; c++) {
            float[] column = to[c];
            for (int r = r0; r < r1; r++) {
                column[r] = from[r][c];
            }
        }
    }
}
