package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;

/** A convolution, computed directly: the input is never unfolded into a matrix. */
final class VectorConvolution implements Linear {

    private final LinearShape shape;
    private final PlaneSums forward;
    private final PlaneSums backwardInput;
    private final FilterGradients backwardWeight;
    private final SparseGradients sparse;

    VectorConvolution(LinearShape shape, int batch) {
        this.shape = shape;
        this.forward = PlaneSums.forward(shape, batch);
        this.backwardInput = PlaneSums.backward(shape, batch);
        this.backwardWeight = new FilterGradients(shape, batch);
        this.sparse = new SparseGradients(shape, batch);
    }

    @Override
    public void forward(float[] x, float[] w, float[] bias, float[] y) {
        forward.useWeights(w, shape.taps(), shape.kernel() * shape.kernel());
        forward.startAt(bias);
        forward.sum(x, y);
    }

    @Override
    public void backwardInput(float[] dy, float[] w, float[] dx) {
        if (sparse.pays(dy)) {
            sparse.backwardInput(dy, w, dx);
        } else {
            backwardInput.useWeights(w, shape.kernel() * shape.kernel(), shape.taps());
            backwardInput.sum(dy, dx);
        }
    }

    @Override
    public void backwardWeight(float[] x, float[] dy, float[] dw, float[] dbias) {
        if (sparse.pays(dy)) {
            sparse.backwardWeight(x, dy, dw, dbias);
        } else {
            backwardWeight.compute(x, dy, dw, dbias);
        }
    }
}
