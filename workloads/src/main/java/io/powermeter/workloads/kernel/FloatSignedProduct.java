package io.powermeter.workloads.kernel;

/** A product by +-1 weights that multiplies floats, as frameworks do: what packed products are compared with. */
final class FloatSignedProduct implements SignedProduct {

    private final Linear layer;
    private final float[] signs;
    private final float[] zeros;
    private float[] x;

    FloatSignedProduct(Backend backend, int outputs, int inputs, int batch) {
        this.layer = backend.dense(LinearShape.dense(inputs, outputs), batch);
        this.signs = new float[outputs * inputs];
        this.zeros = new float[outputs];
        this.x = zeros;
    }

    @Override
    public void weights(float[] w) {
        for (int j = 0; j < signs.length; j++) {
            signs[j] = w[j] < 0 ? -1f : 1f;
        }
    }

    @Override
    public void inputs(float[] values) {
        x = values;
    }

    @Override
    public void multiply(float[] y) {
        layer.forward(x, signs, zeros, y);
    }
}
