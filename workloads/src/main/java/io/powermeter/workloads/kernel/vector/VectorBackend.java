package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Backend;
import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.kernel.Bsr;
import io.powermeter.workloads.kernel.Csr;
import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The kernels in Java's vector API. */
public final class VectorBackend implements Backend {

    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    /** Made by name, see {@link Backends}. */
    public VectorBackend() {}

    @Override
    public String name() {
        return "vector of " + FLOATS.vectorBitSize() + " bits";
    }

    @Override
    public Linear dense(LinearShape shape, int batch) {
        return shape.isDense()
                ? new VectorDense(shape, batch)
                : Backends.plain().dense(shape, batch);
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
}
