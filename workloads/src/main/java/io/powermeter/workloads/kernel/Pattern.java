package io.powermeter.workloads.kernel;

/** Which weights of a (rows, columns) matrix are kept, and in which order they are stored. */
public sealed interface Pattern permits Csr, Bsr {

    /** Rows of the matrix, kept ones or not. */
    int rows();

    /** Columns of the matrix, kept ones or not. */
    int columns();

    /** Number of kept weights. */
    int kept();

    /** Tells all kept weights in the order in which they are stored. */
    void visit(Visitor visitor);

    /** The kept ones of all weights (rows, columns), in this order. */
    default float[] gather(float[] weights) {
        float[] values = new float[kept()];
        visit((row, column, p) -> values[p] = weights[row * columns() + column]);
        return values;
    }

    /** All weights (rows, columns): those of {@code values} in their places, 0 elsewhere. */
    default float[] scatter(float[] values) {
        float[] weights = new float[rows() * columns()];
        visit((row, column, p) -> weights[row * columns() + column] = values[p]);
        return weights;
    }

    /** Hears of one kept weight after the other. */
    @FunctionalInterface
    interface Visitor {

        /** Weight number p is at this row and column. */
        void kept(int row, int column, int p);
    }
}
