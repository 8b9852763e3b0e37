package io.powermeter.workloads.kernel;

/**
 * Which square blocks of a (rows, columns) matrix are kept, in block compressed sparse row order: the kept blocks of block
 * row r are number {@code rowStart[r]} to {@code rowStart[r + 1] - 1}, and block p is in block column {@code column[p]},
 * ascending in each block row. The weights of block p are number {@code p*block*block} onward, row by row.
 *
 * @param rows divisible by block
 * @param columns divisible by block
 * @param block side of a block
 * @param rowStart (rows/block + 1)
 * @param column (kept blocks)
 */
public record Bsr(int rows, int columns, int block, int[] rowStart, int[] column) implements Pattern {

    /** Checks that the blocks cover the matrix. */
    public Bsr {
        if (rows % block != 0 || columns % block != 0) {
            throw new IllegalArgumentException("Blocks of " + block + " x " + block + " do not divide a matrix of "
                    + rows + " x " + columns + ".");
        }
    }

    /**
     * The pattern of a mask of blocks.
     *
     * @param keep (rows/block, columns/block) row by row
     */
    public static Bsr of(boolean[] keep, int rows, int columns, int block) {
        Csr blocks = Csr.of(keep, rows / block, columns / block);
        return new Bsr(rows, columns, block, blocks.rowStart(), blocks.column());
    }

    @Override
    public int kept() {
        return column.length * block * block;
    }

    @Override
    public void visit(Visitor visitor) {
        for (int r = 0; r < rows / block; r++) {
            for (int p = rowStart[r]; p < rowStart[r + 1]; p++) {
                for (int i = 0; i < block * block; i++) {
                    visitor.kept(r * block + i / block, column[p] * block + i % block, p * block * block + i);
                }
            }
        }
    }
}
