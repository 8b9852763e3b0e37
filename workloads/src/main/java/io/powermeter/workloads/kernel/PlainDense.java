package io.powermeter.workloads.kernel;

import java.util.Arrays;

/** A dense layer in plain Java: three matrix products, with x (I, B), w (O, I) and y (O, B). */
final class PlainDense implements Linear {

    private final int inputs;
    private final int outputs;
    private final int batch;
    private final PlainProduct forward;
    private final PlainProduct backwardInput;
    private final PlainProduct backwardWeight;

    PlainDense(LinearShape shape, int batch) {
        this.inputs = shape.inputs();
        this.outputs = shape.outputs();
        this.batch = batch;
        this.forward = new PlainProduct(outputs, inputs, batch, false, false);
        this.backwardInput = new PlainProduct(inputs, outputs, batch, true, false);
        this.backwardWeight = new PlainProduct(outputs, batch, inputs, false, true);
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
            dbias[o] = Sum.of(dy, o * batch, batch);
        }
    }
}
