package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;

/** A convolution, computed directly: the input is never unfolded into a matrix. */
final class VectorConvolution implements Linear {

    private final LinearShape shape;
    private final PlaneSums forward;
    private final PlaneSums backwardInput;
    private final FilterGradients backwardWeight;

    VectorConvolution(LinearShape shape, int batch) {
        this.shape = shape;
        this.forward = PlaneSums.forward(shape, batch);
        this.backwardInput = PlaneSums.backward(shape, batch);
        this.backwardWeight = new FilterGradients(shape, batch);
    }

    @Override
    public void forward(float[] x, float[] w, float[] bias, float[] y) {
        forward.useWeights(w, shape.taps(), shape.kernel() * shape.kernel());
        forward.startAt(bias);
        forward.sum(x, y);
    }

    @Override
    public void backwardInput(float[] dy, float[] w, float[] dx) {
        backwardInput.useWeights(w, shape.kernel() * shape.kernel(), shape.taps());
        backwardInput.sum(dy, dx);
    }

    @Override
    public void backwardWeight(float[] x, float[] dy, float[] dw, float[] dbias) {
        backwardWeight.compute(x, dy, dw, dbias);
    }
}
