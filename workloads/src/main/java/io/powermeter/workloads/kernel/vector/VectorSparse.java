package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;
import io.powermeter.workloads.kernel.Pattern;
import io.powermeter.workloads.kernel.SparseTerms;
import io.powermeter.workloads.kernel.SparseTerms.Stretch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A layer of which single weights or blocks are kept; {@link SparseTerms} say what is multiplied with what. */
final class VectorSparse implements Linear {

    /** Rows that are summed up together: those of a batch of 64 fill half of a first-level cache. */
    private static final int BIASES = 64;

    private final SparseTerms forward;
    private final SparseTerms backward;
    private final @Nullable SquareProducts squares;
    private final float[] noBias;
    private final float[] products = new float[RowProducts.TERMS * VectorBackend.FLOATS.length()];

    /** Groups are of 1 or {@link BlockSums#ROWS} rows; those of more taps than one are not grouped backward. */
    VectorSparse(LinearShape shape, Pattern pattern, int groupRows, int batch) {
        this.forward = SparseTerms.forward(shape, pattern, groupRows, batch);
        this.backward = SparseTerms.backward(shape, pattern, shape.kernel() == 1 ? groupRows : 1, batch);
        this.squares = SquareProducts.fit(forward) ? new SquareProducts(forward, shape.channels(), batch) : null;
        this.noBias = new float[shape.channels()];
    }

    @Override
    public void forward(float[] x, float[] w, float[] bias, float[] y) {
        sums(forward, x, w, bias, y);
    }

    @Override
    public void backwardInput(float[] dy, float[] w, float[] dx) {
        sums(backward, dy, w, noBias, dx);
    }

    private static void sums(SparseTerms t, float[] x, float[] w, float[] bias, float[] y) {
        for (Stretch stretch : t.stretches) {
            for (int g = 0; g < t.groups; g++) {
                if (t.groupRows == 1) {
                    RowSums.of(t, stretch, g, x, w, bias, y);
                } else {
                    BlockSums.of(t, stretch, g, x, w, bias, y);
                }
            }
        }
    }

    @Override
    public void backwardWeight(float[] x, float[] dy, float[] dw, float[] dbias) {
        if (squares != null) {
            squares.compute(x, dy, dw);
        } else {
            addProducts(x, dy, dw);
        }
        addBias(dy, dbias);
    }

    private void addBias(float[] dy, float[] dbias) {
        for (int f = 0; f < dbias.length; f += BIASES) {
            int rows = Math.min(BIASES, dbias.length - f);
            RowProducts.sums(dy, f * forward.rowLength, forward.rowLength, rows, products);
            System.arraycopy(products, 0, dbias, f, rows);
        }
    }

    private void addProducts(float[] x, float[] dy, float[] dw) {
        Arrays.fill(dw, 0f);
        for (Stretch stretch : forward.stretches) {
            if (forward.groupRows == 1) {
                RowProducts.add(forward, stretch, x, dy, products, dw);
            } else {
                for (int g = 0; g < forward.groups; g++) {
                    BlockProducts.add(forward, stretch, g, x, dy, dw);
                }
            }
        }
    }
}
