package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Backend;
import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.kernel.BinaryProduct;
import io.powermeter.workloads.kernel.Bsr;
import io.powermeter.workloads.kernel.Csr;
import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;
import io.powermeter.workloads.kernel.Momentum;
import io.powermeter.workloads.kernel.SignedProduct;
import io.powermeter.workloads.kernel.Signs;
import java.nio.file.Path;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The kernels in Java's vector API. */
public final class VectorBackend implements Backend {

    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED.length() > BATCH_MULTIPLE
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
    static final VectorSpecies<Long> LONGS = FLOATS.withLanes(long.class);
    static final VectorSpecies<Short> SHORTS = FLOATS.withLanes(short.class);
    static final VectorSpecies<Byte> BYTES = FLOATS.withLanes(byte.class);

    private static final boolean COUNTS =
            FLOATS.vectorBitSize() == 512 && BitCount.available() && VectorCount.in(Path.of("/proc/cpuinfo"));

    /** Made by name, see {@link Backends}. */
    public VectorBackend() {}

    @Override
    public String name() {
        return "vector of " + FLOATS.vectorBitSize() + " bits";
    }

    @Override
    public Linear dense(LinearShape shape, int batch) {
        return shape.isDense() ? new VectorDense(shape, batch) : new VectorConvolution(shape, batch);
    }

    @Override
    public void exponential(float[] z, float scale, float[] shift, float[] e, int n) {
        VectorExponential.of(z, scale, shift, e, n);
    }

    @Override
    public Linear csr(LinearShape shape, Csr pattern, int batch) {
        return new VectorSparse(shape, pattern, 1, batch);
    }

    @Override
    public Linear bsr(LinearShape shape, Bsr pattern, int batch) {
        return new VectorSparse(shape, pattern, pattern.block() % 4 == 0 ? 4 : 1, batch);
    }

    @Override
    public void maxPool(float[] x, float[] y, int lines, int width, int batch) {
        VectorMaxPool.forward(x, y, lines, width, batch);
    }

    @Override
    public void maxPoolBackward(float[] x, float[] y, float[] dy, float[] dx, int lines, int width, int batch) {
        VectorMaxPool.backward(x, y, dy, dx, lines, width, batch);
    }

    @Override
    public void reluBackward(float[] y, float[] dy, float[] dx, int n) {
        VectorElementwise.reluBackward(y, dy, dx, n);
    }

    @Override
    public void momentum(float[] w, float[] g, float[] v, float rate, float momentum) {
        int done = VectorElementwise.momentum(w, g, v, rate, momentum);
        Momentum.step(w, g, v, rate, momentum, done);
    }

    /** Counts bits where vectors have 512 bits and the processor counts them, and else looks sums up. */
    @Override
    public BinaryProduct binary(int outputs, int inputs, int batch) {
        return COUNTS ? new PopcountProduct(outputs, inputs, batch) : new LookupProduct(outputs, inputs, batch);
    }

    @Override
    public SignedProduct pixels(int outputs, int inputs, int batch) {
        return new PixelProduct(outputs, inputs, batch);
    }

    @Override
    public float dot(float[] a, float[] b, int n) {
        return Dot.of(a, b, n);
    }

    @Override
    public long signDot(long[] a, long[] b, int n) {
        return BitCount.available() ? SignDot.of(a, b, n) : Signs.dot(a, b, n);
    }
}
