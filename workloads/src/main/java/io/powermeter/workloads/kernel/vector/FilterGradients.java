package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.LinearShape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The weight gradient of a convolution: for each filter and tap the dot product, over places and samples, of dy with what
 * the tap sees.
 *
 * <p>The gradients of five filters are copied side by side, so that a tile reads them as one stretch; the input is copied
 * only where it has a border of zeros.
 */
final class FilterGradients {

    private static final int FILTERS = ConvolutionTile.ROWS;
    private static final int TAPS = 2;
    private static final VectorSpecies<Float> FLOATS = VectorBackend.FLOATS;
    private static final int LANES = FLOATS.length();

    /** Steps that a tile takes at once: what it reads stays in the first-level cache for the next taps. */
    private static final int STEPS = 64;

    /** Channels whose taps take turns: their input stays in the second-level cache for the next steps. */
    private static final int CHANNELS = 5;

    private final LinearShape s;
    private final int batch;
    private final int height;
    private final int width;
    private final float[] padded;
    private final int[] tapAt;
    private final int[] stepAt;
    private final float[] gradients;
    private final float[] sums;

    FilterGradients(LinearShape shape, int batch) {
        this.s = shape;
        this.batch = batch;
        this.height = shape.height() + 2 * shape.padding();
        this.width = shape.width() + 2 * shape.padding();
        this.padded = new float[shape.padding() > 0 ? shape.channels() * height * width * batch : 0];
        int k = shape.kernel();
        this.tapAt = new int[shape.taps()];
        Arrays.setAll(tapAt, t -> ((t / (k * k) * height + t / k % k) * width + t % k) * batch);
        int vectors = batch / LANES;
        this.stepAt = new int[shape.places() * vectors];
        Arrays.setAll(stepAt, step -> inputAt(step / vectors) + step % vectors * LANES);
        this.gradients = new float[stepAt.length * FILTERS * LANES];
        this.sums = new float[(CHANNELS * k * k + 1) * FILTERS * LANES];
    }

    private int inputAt(int place) {
        return (place / s.outWidth() * width + place % s.outWidth()) * s.stride() * batch;
    }

    void compute(float[] x, float[] dy, float[] dw, float[] dbias) {
        float[] seen = s.padding() > 0 ? pad(x) : x;
        int kernelTaps = s.kernel() * s.kernel();
        for (int f = 0; f < s.filters(); f += FILTERS) {
            for (int i = 0; i < FILTERS; i++) {
                int filter = Math.min(f + i, s.filters() - 1);
                dbias[filter] = interleave(dy, filter * s.places() * batch, i);
            }
            for (int c = 0; c < s.channels(); c += CHANNELS) {
                int taps = Math.min(CHANNELS, s.channels() - c) * kernelTaps;
                dots(seen, c * kernelTaps, taps);
                store(f, c * kernelTaps, taps, dw);
            }
        }
    }

    private float[] pad(float[] x) {
        for (int r = 0; r < s.channels() * s.height(); r++) {
            int line = r / s.height() * height + r % s.height() + s.padding();
            int to = (line * width + s.padding()) * batch;
            System.arraycopy(x, r * s.width() * batch, padded, to, s.width() * batch);
        }
        return padded;
    }

    /** Copies the gradients of a filter to the i-th of five; their sum. */
    private float interleave(float[] dy, int from, int i) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int step = 0; step < stepAt.length; step++) {
            FloatVector d = FloatVector.fromArray(FLOATS, dy, from + step * LANES);
            d.intoArray(gradients, (step * FILTERS + i) * LANES);
            sum = sum.add(d);
        }
        return Lanes.sum(sum);
    }

    private void dots(float[] x, int tap, int taps) {
        Arrays.fill(sums, 0f);
        for (int step = 0; step < stepAt.length; step += STEPS) {
            int end = Math.min(step + STEPS, stepAt.length);
            for (int t = 0; t < taps; t += TAPS) {
                int xo = tapAt[tap + t];
                // where no second tap is left, the first stands for it, and its sums are not used
                int gap = tapAt[tap + Math.min(t + 1, taps - 1)] - xo;
                ConvolutionTile.dots(x, xo, gap, stepAt, step, end, gradients, sums, t * FILTERS * LANES);
            }
        }
    }

    private void store(int f, int tap, int taps, float[] dw) {
        for (int i = f; i < Math.min(f + FILTERS, s.filters()); i++) {
            for (int t = 0; t < taps; t++) {
                dw[i * s.taps() + tap + t] = total((t * FILTERS + i - f) * LANES);
            }
        }
    }

    private float total(int at) {
        return Lanes.sum(FloatVector.fromArray(FLOATS, sums, at));
    }
}
