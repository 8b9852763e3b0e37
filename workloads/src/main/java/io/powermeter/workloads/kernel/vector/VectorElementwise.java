package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Denormals;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What HotSpot makes no vector code of by itself, since each element takes a decision: same results as the plain kernels. */
final class VectorElementwise {

    private static final VectorSpecies<Float> FLOATS = VectorBackend.FLOATS;
    private static final int LANES = FLOATS.length();

    private VectorElementwise() {}

    /** As {@link io.powermeter.workloads.kernel.Backend#reluBackward}. */
    static void reluBackward(float[] y, float[] dy, float[] dx, int n) {
        for (int j = 0; j < n; j += LANES) {
            VectorMask<Float> passes = FloatVector.fromArray(FLOATS, y, j).compare(VectorOperators.GT, 0f);
            FloatVector.zero(FLOATS)
                    .blend(FloatVector.fromArray(FLOATS, dy, j), passes)
                    .intoArray(dx, j);
        }
    }

    /** As many elements as whole vectors hold; the number of them. */
    static int momentum(float[] w, float[] g, float[] v, float rate, float momentum) {
        int n = FLOATS.loopBound(w.length);
        for (int j = 0; j < n; j += LANES) {
            FloatVector speed =
                    flush(FloatVector.fromArray(FLOATS, v, j).mul(momentum).add(FloatVector.fromArray(FLOATS, g, j)));
            speed.intoArray(v, j);
            flush(FloatVector.fromArray(FLOATS, w, j).sub(speed.mul(rate))).intoArray(w, j);
        }
        return n;
    }

    private static FloatVector flush(FloatVector x) {
        return x.blend(0f, x.abs().compare(VectorOperators.LT, Denormals.TINY));
    }
}
