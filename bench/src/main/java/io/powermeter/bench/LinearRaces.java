package io.powermeter.bench;

import io.powermeter.workloads.kernel.Backend;
import io.powermeter.workloads.kernel.Bsr;
import io.powermeter.workloads.kernel.Csr;
import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;

/** The passes of a dense layer, with all its weights or with some. */
final class LinearRaces {

    private final LinearShape shape;
    private final int batch;
    private final float[] x;
    private final float[] weights;
    private final float[] bias;
    private final float[] y;

    /** A layer without anything to run it yet; as a product of matrices it is (outputs, inputs) by (inputs, batch). */
    LinearRaces(int outputs, int inputs, int batch) {
        this.shape = LinearShape.dense(inputs, outputs);
        this.batch = batch;
        this.x = Numbers.random(inputs * batch);
        this.weights = Numbers.random(outputs * inputs);
        this.bias = Numbers.random(outputs);
        this.y = Numbers.random(outputs * batch);
    }

    Runnable openBlas() {
        return OpenBlas.product(weights, x, shape.outputs(), shape.inputs(), batch);
    }

    Passes dense(Backend backend) {
        return new Passes(backend.dense(shape, batch), weights);
    }

    Passes csr(Backend backend, double sparsity) {
        Csr pattern = Csr.of(Numbers.mask(shape.weights(), 1 - sparsity), shape.outputs(), shape.inputs());
        return new Passes(backend.csr(shape, pattern, batch), pattern.gather(weights));
    }

    Passes bsr(Backend backend, int block, double sparsity) {
        boolean[] keep = Numbers.mask(shape.weights() / (block * block), 1 - sparsity);
        Bsr pattern = Bsr.of(keep, shape.outputs(), shape.inputs(), block);
        return new Passes(backend.bsr(shape, pattern, batch), pattern.gather(weights));
    }

    /** One way to run the layer. */
    final class Passes {
        private final Linear linear;
        private final float[] kept;
        private final float[] dx = new float[x.length];
        private final float[] dw;
        private final float[] dbias = new float[bias.length];

        private Passes(Linear linear, float[] kept) {
            this.linear = linear;
            this.kept = kept;
            this.dw = new float[kept.length];
        }

        void forward() {
            linear.forward(x, kept, bias, y);
        }

        void backwardInput() {
            linear.backwardInput(y, kept, dx);
        }

        void backwardWeight() {
            linear.backwardWeight(x, y, dw, dbias);
        }
    }
}
