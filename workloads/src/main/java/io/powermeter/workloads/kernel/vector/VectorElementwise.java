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

    static void largest(float[] x, int upper, int lower, float[] y, int to, int batch) {
        for (int b = 0; b < batch; b += LANES) {
            FloatVector up = FloatVector.fromArray(FLOATS, x, upper + b)
                    .max(FloatVector.fromArray(FLOATS, x, upper + batch + b));
            FloatVector low = FloatVector.fromArray(FLOATS, x, lower + b)
                    .max(FloatVector.fromArray(FLOATS, x, lower + batch + b));
            up.max(low).intoArray(y, to + b);
        }
    }

    static void route(float[] x, int upper, int lower, float[] y, float[] dy, int at, float[] dx, int batch) {
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int b = 0; b < batch; b += LANES) {
            FloatVector max = FloatVector.fromArray(FLOATS, y, at + b);
            FloatVector d = FloatVector.fromArray(FLOATS, dy, at + b);
            VectorMask<Float> first =
                    FloatVector.fromArray(FLOATS, x, upper + b).eq(max);
            zero.blend(d, first).intoArray(dx, upper + b);
            // whoever gets it leaves nothing to the next
            d = d.blend(0f, first);
            VectorMask<Float> second =
                    FloatVector.fromArray(FLOATS, x, upper + batch + b).eq(max);
            zero.blend(d, second).intoArray(dx, upper + batch + b);
            d = d.blend(0f, second);
            VectorMask<Float> third =
                    FloatVector.fromArray(FLOATS, x, lower + b).eq(max);
            zero.blend(d, third).intoArray(dx, lower + b);
            d = d.blend(0f, third);
            VectorMask<Float> fourth =
                    FloatVector.fromArray(FLOATS, x, lower + batch + b).eq(max);
            zero.blend(d, fourth).intoArray(dx, lower + batch + b);
        }
    }
}
