package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Transpose;
import java.util.Arrays;

/**
 * A product of two flat matrices, (rows, depth) by (depth, columns), either of which may lie transposed.
 *
 * <p>In the manner of Goto and van de Geijn (Anatomy of High-Performance Matrix Multiplication, ACM TOMS 34(3), 2008): the
 * depth is cut into chunks; of the right matrix a chunk is copied into panels as wide as a {@link Tile}, so that one panel
 * stays in the first-level cache while the tiles of a block of rows go over it, and that block stays in the second-level
 * cache while the panels follow each other. The left matrix is read where it lies, along its rows, and copied only if it
 * lies transposed.
 *
 * <p>Holds working memory: one thread at a time.
 */
final class MatrixProduct {

    /**
     * Floats of a panel: all of a first-level cache of 32 KB. It is read from its beginning to its end, so what is no longer
     * there is fetched in advance; a panel half as deep takes the sums out of memory and back twice as often.
     */
    private static final int PANEL = 8192;

    /** Rows that go over all panels before the next rows do, a multiple of {@link Tile#ROWS}: with the depth, 100 KB. */
    private static final int BLOCK = 48;

    private final int rows;
    private final int depth;
    private final int columns;
    private final boolean leftTransposed;
    private final boolean rightTransposed;
    private final int width;
    private final int chunk;
    private final float[][] panels;
    private final float[] block;
    private final float[] edge;

    /**
     * Prepares for products of one shape.
     *
     * @param leftTransposed whether the left matrix is stored as (depth, rows)
     * @param rightTransposed whether the right matrix is stored as (columns, depth)
     */
    MatrixProduct(int rows, int depth, int columns, boolean leftTransposed, boolean rightTransposed) {
        this.rows = rows;
        this.depth = depth;
        this.columns = columns;
        this.leftTransposed = leftTransposed;
        this.rightTransposed = rightTransposed;
        this.width = Tile.width(columns);
        int deepest = PANEL / width;
        int chunks = (depth + deepest - 1) / deepest;
        this.chunk = (depth + chunks - 1) / chunks;
        this.panels = new float[(columns + width - 1) / width][width * chunk];
        this.block = new float[leftTransposed ? BLOCK * chunk : 0];
        this.edge = new float[columns % width == 0 ? 0 : rows * width];
    }

    /** {@code product += left * right}. */
    void add(float[] left, float[] right, float[] product) {
        Arrays.fill(edge, 0f);
        for (int k = 0; k < depth; k += chunk) {
            int deep = Math.min(chunk, depth - k);
            packPanels(right, k, deep);
            for (int i = 0; i < rows; i += BLOCK) {
                int high = Math.min(BLOCK, rows - i);
                if (leftTransposed) {
                    Transpose.copy(left, k * rows + i, rows, block, 0, deep, high, deep);
                    addBlock(block, 0, deep, i, high, deep, product);
                } else {
                    addBlock(left, i * depth + k, depth, i, high, deep, product);
                }
            }
        }
        addEdge(product);
    }

    /** Lays lines k to k + deep of the right matrix out as panels (columns/width, deep, width). */
    private void packPanels(float[] right, int k, int deep) {
        for (int j = 0; j < columns; j += width) {
            int wide = Math.min(width, columns - j);
            float[] panel = panels[j / width];
            if (rightTransposed) {
                Transpose.copy(right, j * depth + k, depth, panel, 0, width, deep, wide);
            } else {
                for (int line = 0; line < deep; line++) {
                    System.arraycopy(right, (k + line) * columns + j, panel, line * width, wide);
                }
            }
        }
    }

    /** Adds what the rows i to i + high and this chunk of the depth contribute; left row i is at {@code left[from]}. */
    private void addBlock(float[] left, int from, int stride, int i, int high, int deep, float[] product) {
        for (int j = 0; j < columns; j += width) {
            boolean whole = j + width <= columns;
            float[] to = whole ? product : edge;
            int toStride = whole ? columns : width;
            int at = whole ? i * columns + j : i * width;
            for (int r = 0; r < high; r += Tile.ROWS) {
                int last = Math.min(Tile.ROWS, high - r) - 1;
                Tile.add(
                        left,
                        from + r * stride,
                        stride,
                        panels[j / width],
                        width,
                        deep,
                        to,
                        at + r * toStride,
                        toStride,
                        last);
            }
        }
    }

    /** The columns beyond the last whole panel were summed up apart, together with some that do not exist. */
    private void addEdge(float[] product) {
        int first = columns / width * width;
        for (int i = 0; i < rows; i++) {
            for (int j = first; j < columns; j++) {
                product[i * columns + j] += edge[i * width + j - first];
            }
        }
    }
}
