package io.powermeter.workloads.kernel;

import java.util.Arrays;

/**
 * A product of two flat matrices, (rows, depth) by (depth, columns), either of which may lie transposed, in plain Java.
 *
 * <p>A part of the right matrix is copied to rows of their own, and the result is summed up in such rows: HotSpot makes
 * vector code of rows, but not of flat arrays read at several offsets. Rows as short as a batch would spend their time
 * before and after that code; where the result has more rows than columns, it is therefore computed transposed.
 *
 * <p>Holds working memory: one thread at a time.
 */
final class PlainProduct {

    /** Columns and lines of the part, 256 KB: what fits into a second-level cache. */
    private static final int WIDTH = 512;

    private static final int DEPTH = 128;

    /** Rows of the result at a time, and lines that are added to them at a time. */
    private static final int ROWS = 2;

    private static final int LINES = 4;

    /** Columns that are transposed at a time: a common first-level cache holds eight lines of one set. */
    private static final int STRIP = 8;

    /** Whether HotSpot makes vector code of a loop that stores two rows; measured: 25 does, 17 does not. */
    private static final boolean STORES_TWO_ROWS = Runtime.version().feature() >= 25;

    private final boolean transposed;
    private final int rows;
    private final int depth;
    private final int columns;
    private final boolean leftTransposed;
    private final boolean rightTransposed;
    private final float[][] lines;
    private final float[][] sums;
    private final float[][] factors = new float[ROWS][DEPTH];

    /**
     * Prepares for products of one shape.
     *
     * @param leftTransposed whether the left matrix is stored as (depth, rows)
     * @param rightTransposed whether the right matrix is stored as (columns, depth)
     */
    PlainProduct(int rows, int depth, int columns, boolean leftTransposed, boolean rightTransposed) {
        this.transposed = rows > columns;
        this.rows = transposed ? columns : rows;
        this.depth = depth;
        this.columns = transposed ? rows : columns;
        this.leftTransposed = transposed ? !rightTransposed : leftTransposed;
        this.rightTransposed = transposed ? !leftTransposed : rightTransposed;
        this.lines = new float[DEPTH][Math.min(WIDTH, this.columns)];
        this.sums = new float[ROWS][Math.min(WIDTH, this.columns)];
    }

    /** {@code product += left * right}. */
    void add(float[] left, float[] right, float[] product) {
        float[] first = transposed ? right : left;
        float[] second = transposed ? left : right;
        for (int j = 0; j < columns; j += WIDTH) {
            int wide = Math.min(WIDTH, columns - j);
            for (int k = 0; k < depth; k += DEPTH) {
                int deep = Math.min(DEPTH, depth - k);
                copyLines(second, k, deep, j, wide);
                for (int i = 0; i < rows; i += ROWS) {
                    int high = Math.min(ROWS, rows - i);
                    copyFactors(first, i, high, k, deep);
                    sumUp(deep, wide);
                    addSums(product, i, high, j, wide);
                }
            }
        }
    }

    private void copyLines(float[] right, int k, int deep, int j, int wide) {
        if (rightTransposed) {
            for (int c = 0; c < wide; c += STRIP) {
                int end = Math.min(c + STRIP, wide);
                for (int line = 0; line < deep; line++) {
                    copyStrip(right, j * depth + k + line, lines[line], c, end);
                }
            }
        } else {
            for (int line = 0; line < deep; line++) {
                System.arraycopy(right, (k + line) * columns + j, lines[line], 0, wide);
            }
        }
    }

    private void copyStrip(float[] right, int from, float[] line, int c, int end) {
        for (int i = c; i < end; i++) {
            line[i] = right[from + i * depth];
        }
    }

    /** Rows that do not exist are left as they are: nobody looks at their sums. */
    private void copyFactors(float[] left, int i, int high, int k, int deep) {
        int along = leftTransposed ? rows : 1;
        int across = leftTransposed ? 1 : depth;
        for (int r = 0; r < high; r++) {
            for (int line = 0; line < deep; line++) {
                factors[r][line] = left[(i + r) * across + (k + line) * along];
            }
        }
    }

    private void sumUp(int deep, int wide) {
        float[] y0 = sums[0];
        float[] y1 = sums[1];
        float[] a = factors[0];
        float[] b = factors[1];
        Arrays.fill(y0, 0f);
        Arrays.fill(y1, 0f);
        int k = STORES_TWO_ROWS ? deep % LINES : deep;
        WeightedSum.add(y0, a, 0, lines, k, wide);
        WeightedSum.add(y1, b, 0, lines, k, wide);
        for (; k < deep; k += LINES) {
            addTwoRows(y0, y1, a, b, k, lines[k], lines[k + 1], lines[k + 2], lines[k + 3], wide);
        }
    }

    /** A tile of eight products for six loads and two stores; its eight factors stay in registers. */
    private static void addTwoRows(
            float[] y0,
            float[] y1,
            float[] a,
            float[] b,
            int k,
            float[] x0,
            float[] x1,
            float[] x2,
            float[] x3,
            int n) {
        float a0 = a[k], a1 = a[k + 1], a2 = a[k + 2], a3 = a[k + 3];
        float b0 = b[k], b1 = b[k + 1], b2 = b[k + 2], b3 = b[k + 3];
        for (int j = 0; j < n; j++) {
            float v0 = x0[j], v1 = x1[j], v2 = x2[j], v3 = x3[j];
            y0[j] = Math.fma(a3, v3, Math.fma(a2, v2, Math.fma(a1, v1, Math.fma(a0, v0, y0[j]))));
            y1[j] = Math.fma(b3, v3, Math.fma(b2, v2, Math.fma(b1, v1, Math.fma(b0, v0, y1[j]))));
        }
    }

    private void addSums(float[] product, int i, int high, int j, int wide) {
        int along = transposed ? rows : 1;
        int across = transposed ? 1 : columns;
        for (int r = 0; r < high; r++) {
            for (int c = 0; c < wide; c++) {
                product[(i + r) * across + (j + c) * along] += sums[r][c];
            }
        }
    }
}
