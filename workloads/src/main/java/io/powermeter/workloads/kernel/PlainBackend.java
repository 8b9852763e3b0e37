package io.powermeter.workloads.kernel;

/** The kernels in plain Java, written so that HotSpot turns their inner loops into vector code where it can. */
final class PlainBackend implements Backend {

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public Linear dense(LinearShape shape, int batch) {
        return shape.isDense() ? new PlainDense(shape, batch) : new PlainLinear(shape, batch);
    }

    @Override
    public void exponential(float[] z, float scale, float[] shift, float[] e, int n) {
        Exponential.of(z, scale, shift, e, n);
    }

    @Override
    public Linear csr(LinearShape shape, Csr pattern, int batch) {
        return new PlainSparse(shape, pattern, batch);
    }

    @Override
    public Linear bsr(LinearShape shape, Bsr pattern, int batch) {
        return new PlainSparse(shape, pattern, batch);
    }

    @Override
    public void maxPool(float[] x, float[] y, int lines, int width, int batch) {
        MaxPool.forward(x, y, lines, width, batch);
    }

    @Override
    public void maxPoolBackward(float[] x, float[] y, float[] dy, float[] dx, int lines, int width, int batch) {
        MaxPool.backward(x, y, dy, dx, lines, width, batch);
    }

    @Override
    public void reluBackward(float[] y, float[] dy, float[] dx, int n) {
        Relu.backward(y, dy, dx, n);
    }

    @Override
    public void momentum(float[] w, float[] g, float[] v, float rate, float momentum) {
        Momentum.step(w, g, v, rate, momentum, 0);
    }

    @Override
    public BinaryProduct binary(int outputs, int inputs, int batch) {
        return new PlainBinaryProduct(outputs, inputs, batch);
    }

    @Override
    public SignedProduct pixels(int outputs, int inputs, int batch) {
        return SignedProduct.ofFloats(this, outputs, inputs, batch);
    }

    /** One sum, which HotSpot may not reorder: an addition waits for the one before. */
    @Override
    public float dot(float[] a, float[] b, int n) {
        float sum = 0;
        for (int j = 0; j < n; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    @Override
    public long signDot(long[] a, long[] b, int n) {
        return Signs.dot(a, b, n);
    }
}
