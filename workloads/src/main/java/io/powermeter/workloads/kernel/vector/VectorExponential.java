package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Exponential;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Exponential}, the same operations in the same order. */
final class VectorExponential {

    private static final float[] SERIES = Exponential.series();

    private VectorExponential() {}

    /** As {@link io.powermeter.workloads.kernel.Backend#exponential}; n is a multiple of the vectors' length. */
    static void of(float[] z, float scale, float[] shift, float[] e, int n) {
        for (int j = 0; j < n; j += VectorBackend.FLOATS.length()) {
            FloatVector x = FloatVector.fromArray(VectorBackend.FLOATS, z, j)
                    .mul(scale)
                    .sub(FloatVector.fromArray(VectorBackend.FLOATS, shift, j));
            of(x.min(Exponential.LIMIT).max(-Exponential.LIMIT)).intoArray(e, j);
        }
    }

    private static FloatVector of(FloatVector x) {
        FloatVector rounded = x.mul(Exponential.PER_LN2).add(Exponential.ROUND);
        FloatVector k = rounded.sub(Exponential.ROUND);
        FloatVector r = x.sub(k.mul(Exponential.LN2_HIGH)).sub(k.mul(Exponential.LN2_LOW));
        FloatVector p = r.mul(SERIES[0]).add(SERIES[1]);
        p = p.mul(r).add(SERIES[2]);
        p = p.mul(r).add(SERIES[3]);
        p = p.mul(r).add(SERIES[4]);
        p = p.mul(r).add(SERIES[5]);
        p = p.mul(r).add(1f);
        p = p.mul(r).add(1f);
        IntVector power =
                rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3f800000);
        return p.mul(power.reinterpretAsFloats());
    }
}
