package io.powermeter.workloads.kernel;

import java.util.Arrays;

/**
 * Which weights of a (rows, columns) matrix are kept, in compressed sparse row order: the kept weights of row r are number
 * {@code rowStart[r]} to {@code rowStart[r + 1] - 1}, and weight p is in column {@code column[p]}, ascending in each row.
 *
 * @param rowStart (rows + 1)
 * @param column (kept)
 */
public record Csr(int rows, int columns, int[] rowStart, int[] column) implements Pattern {

    /**
     * The pattern of a mask.
     *
     * @param keep (rows, columns) row by row
     */
    public static Csr of(boolean[] keep, int rows, int columns) {
        int[] rowStart = new int[rows + 1];
        int[] column = new int[keep.length];
        int kept = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (keep[r * columns + c]) {
                    column[kept++] = c;
                }
            }
            rowStart[r + 1] = kept;
        }
        return new Csr(rows, columns, rowStart, Arrays.copyOf(column, kept));
    }

    @Override
    public int kept() {
        return column.length;
    }

    @Override
    public void visit(Visitor visitor) {
        for (int r = 0; r < rows; r++) {
            for (int p = rowStart[r]; p < rowStart[r + 1]; p++) {
                visitor.kept(r, column[p], p);
            }
        }
    }
}
