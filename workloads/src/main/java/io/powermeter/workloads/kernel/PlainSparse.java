package io.powermeter.workloads.kernel;

import io.powermeter.workloads.kernel.SparseTerms.Stretch;
import java.util.Arrays;

/**
 * A layer of which some weights are kept, in plain Java: each place of each output is one {@link WeightedSum} of the kept
 * weights and the values they see.
 *
 * <p>The values of each place are copied to a row of their own, since HotSpot makes vector code of rows, but not of flat
 * arrays read at several offsets.
 */
final class PlainSparse implements Linear {

    private final int batch;
    private final SparseTerms forward;
    private final SparseTerms backward;
    private final float[][] inputs;
    private final float[][] outputs;
    private final float[][] rows;
    private final float[] weights;
    private final float[] sum;
    private final float[] noBias;

    PlainSparse(LinearShape shape, Pattern pattern, int batch) {
        this.batch = batch;
        this.forward = SparseTerms.forward(shape, pattern, 1, batch);
        this.backward = SparseTerms.backward(shape, pattern, 1, batch);
        this.inputs = new float[shape.inputs()][batch];
        this.outputs = new float[shape.outputs()][batch];
        int most = Math.max(shape.taps(), shape.filters() * shape.kernel() * shape.kernel());
        this.rows = new float[most][];
        this.weights = new float[most];
        this.sum = new float[batch];
        this.noBias = new float[shape.channels()];
    }

    @Override
    public void forward(float[] x, float[] w, float[] bias, float[] y) {
        copy(x, inputs);
        sums(forward, inputs, w, bias, y);
    }

    @Override
    public void backwardInput(float[] dy, float[] w, float[] dx) {
        copy(dy, outputs);
        sums(backward, outputs, w, noBias, dx);
    }

    private void copy(float[] values, float[][] to) {
        for (int i = 0; i < to.length; i++) {
            System.arraycopy(values, i * batch, to[i], 0, batch);
        }
    }

    private void sums(SparseTerms terms, float[][] source, float[] w, float[] bias, float[] y) {
        for (Stretch stretch : terms.stretches) {
            for (int shift = 0; shift < stretch.length(); shift += batch) {
                for (int r = 0; r < terms.groups; r++) {
                    int count =
                            pointAtTerms(terms, stretch.kind() * terms.groups + r, stretch.from() + shift, source, w);
                    Arrays.fill(sum, bias[r]);
                    WeightedSum.add(sum, weights, 0, rows, count, batch);
                    System.arraycopy(sum, 0, y, r * terms.rowLength + stretch.to() + shift, batch);
                }
            }
        }
    }

    private int pointAtTerms(SparseTerms terms, int list, int from, float[][] source, float[] w) {
        int first = terms.start[list];
        int count = terms.start[list + 1] - first;
        for (int k = 0; k < count; k++) {
            rows[k] = source[(from + terms.offset[first + k]) / batch];
            weights[k] = w[terms.weight[first + k]];
        }
        return count;
    }

    @Override
    public void backwardWeight(float[] x, float[] dy, float[] dw, float[] dbias) {
        Arrays.fill(dw, 0f);
        for (Stretch stretch : forward.stretches) {
            for (int f = 0; f < forward.groups; f++) {
                int list = stretch.kind() * forward.groups + f;
                int to = f * forward.rowLength + stretch.to();
                for (int q = forward.start[list]; q < forward.start[list + 1]; q++) {
                    int from = stretch.from() + forward.offset[q];
                    dw[forward.weight[q]] += Sum.ofProducts(x, from, dy, to, stretch.length());
                }
            }
        }
        for (int f = 0; f < forward.groups; f++) {
            dbias[f] = Sum.of(dy, f * forward.rowLength, forward.rowLength);
        }
    }
}
