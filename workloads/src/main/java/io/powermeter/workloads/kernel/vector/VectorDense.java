package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** A dense layer: three matrix products, with x (I, B), w (O, I) and y (O, B). */
final class VectorDense implements Linear {

    private final int inputs;
    private final int outputs;
    private final int batch;
    private final MatrixProduct forward;
    private final MatrixProduct backwardInput;
    private final MatrixProduct backwardWeight;

    VectorDense(LinearShape shape, int batch) {
        this.inputs = shape.inputs();
        this.outputs = shape.outputs();
        this.batch = batch;
        this.forward = new MatrixProduct(outputs, inputs, batch, false, false);
        this.backwardInput = new MatrixProduct(inputs, outputs, batch, true, false);
        this.backwardWeight = new MatrixProduct(outputs, batch, inputs, false, true);
    }

    @Override
    public void forward(float[] x, float[] w, float[] bias, float[] y) {
        for (int o = 0; o < outputs; o++) {
            Arrays.fill(y, o * batch, (o + 1) * batch, bias[o]);
        }
        forward.add(w, x, y);
    }

    @Override
    public void backwardInput(float[] dy, float[] w, float[] dx) {
        Arrays.fill(dx, 0, inputs * batch, 0f);
        backwardInput.add(w, dy, dx);
    }

    @Override
    public void backwardWeight(float[] x, float[] dy, float[] dw, float[] dbias) {
        Arrays.fill(dw, 0, outputs * inputs, 0f);
        backwardWeight.add(dy, x, dw);
        for (int o = 0; o < outputs; o++) {
            dbias[o] = sum(dy, o * batch, batch);
        }
    }

    private static float sum(float[] x, int from, int n) {
        FloatVector sum = FloatVector.zero(VectorBackend.FLOATS);
        for (int j = 0; j < n; j += VectorBackend.FLOATS.length()) {
            sum = sum.add(FloatVector.fromArray(VectorBackend.FLOATS, x, from + j));
        }
        return Lanes.sum(sum);
    }
}
