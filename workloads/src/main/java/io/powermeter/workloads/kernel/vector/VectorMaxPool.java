package io.powermeter.workloads.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** {@link io.powermeter.workloads.kernel.MaxPool}, the same results. */
final class VectorMaxPool {

    private static final VectorSpecies<Float> FLOATS = VectorBackend.FLOATS;
    private static final int LANES = FLOATS.length();

    private VectorMaxPool() {}

    static void forward(float[] x, float[] y, int lines, int width, int batch) {
        for (int r = 0; r < lines; r++) {
            for (int ox = 0; ox < width; ox++) {
                int upper = (2 * r * 2 * width + 2 * ox) * batch;
                largest(x, upper, upper + 2 * width * batch, y, (r * width + ox) * batch, batch);
            }
        }
    }

    static void backward(float[] x, float[] y, float[] dy, float[] dx, int lines, int width, int batch) {
        for (int r = 0; r < lines; r++) {
            for (int ox = 0; ox < width; ox++) {
                int upper = (2 * r * 2 * width + 2 * ox) * batch;
                route(x, upper, upper + 2 * width * batch, y, dy, (r * width + ox) * batch, dx, batch);
            }
        }
    }

    private static void largest(float[] x, int upper, int lower, float[] y, int to, int batch) {
        for (int b = 0; b < batch; b += LANES) {
            FloatVector up = FloatVector.fromArray(FLOATS, x, upper + b)
                    .max(FloatVector.fromArray(FLOATS, x, upper + batch + b));
            FloatVector low = FloatVector.fromArray(FLOATS, x, lower + b)
                    .max(FloatVector.fromArray(FLOATS, x, lower + batch + b));
            up.max(low).intoArray(y, to + b);
        }
    }

    private static void route(float[] x, int upper, int lower, float[] y, float[] dy, int at, float[] dx, int batch) {
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
