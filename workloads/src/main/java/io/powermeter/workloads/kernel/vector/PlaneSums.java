package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.LinearShape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Planes in which each place is a weighted sum of places of other planes: a convolution forward, and its input gradient.
 *
 * <p>{@code y[m][place][b] = start[m] + sum over the taps t that lead somewhere and n of w[m][n][t] * x[n][where t leads][b]}.
 *
 * <p>The samples of two vectors at a time are copied from x so that the planes of a place lie side by side: what a tile
 * reads is then one stretch of memory per line of the kernel, which stays in the caches, and the weights lie in the order
 * in which they are used.
 */
final class PlaneSums {

    private static final int ROWS = ConvolutionTile.ROWS;
    private static final VectorSpecies<Float> FLOATS = VectorBackend.FLOATS;
    private static final int LANES = FLOATS.length();
    private static final int GROUP = 2 * LANES;

    private final int outPlanes;
    private final int outPlaces;
    private final int inPlanes;
    private final int inPlaces;
    private final int kernelTaps;
    private final int batch;
    private final int[] reach;
    private final int[][] runs;
    private final float[] weights;
    private final float[] start;
    private final float[] seen;

    /** Where a tap leads to from a place; negative if nowhere. */
    private interface Sight {
        int of(int place, int ky, int kx);
    }

    /** The outputs of a layer from its inputs. */
    static PlaneSums forward(LinearShape s, int batch) {
        return new PlaneSums(
                s.filters(), s.places(), s.channels(), s.height() * s.width(), s, s.width(), batch, (o, ky, kx) -> {
                    int iy = o / s.outWidth() * s.stride() - s.padding() + ky;
                    int ix = o % s.outWidth() * s.stride() - s.padding() + kx;
                    return iy >= 0 && iy < s.height() && ix >= 0 && ix < s.width() ? iy * s.width() + ix : -1;
                });
    }

    /** The gradients of a layer's inputs from those of its outputs. */
    static PlaneSums backward(LinearShape s, int batch) {
        return new PlaneSums(
                s.channels(), s.height() * s.width(), s.filters(), s.places(), s, -s.outWidth(), batch, (i, ky, kx) -> {
                    int fromTop = i / s.width() + s.padding() - ky;
                    int fromLeft = i % s.width() + s.padding() - kx;
                    int oy = Math.floorDiv(fromTop, s.stride());
                    int ox = Math.floorDiv(fromLeft, s.stride());
                    boolean seen = oy * s.stride() == fromTop && ox * s.stride() == fromLeft;
                    return seen && oy >= 0 && oy < s.outHeight() && ox >= 0 && ox < s.outWidth()
                            ? oy * s.outWidth() + ox
                            : -1;
                });
    }

    /** @param line how much further the taps of the kernel's next line lead; negative if its next column leads back too */
    private PlaneSums(
            int outPlanes, int outPlaces, int inPlanes, int inPlaces, LinearShape s, int line, int batch, Sight sight) {
        this.outPlanes = outPlanes;
        this.outPlaces = outPlaces;
        this.inPlanes = inPlanes;
        this.inPlaces = inPlaces;
        this.kernelTaps = s.kernel() * s.kernel();
        this.batch = batch;
        int[] distance = new int[kernelTaps];
        for (int t = 0; t < kernelTaps; t++) {
            distance[t] = t / s.kernel() * line + t % s.kernel() * Integer.signum(line);
        }
        this.reach = new int[kernelTaps * inPlanes];
        Arrays.setAll(reach, t -> (distance[t / inPlanes] * inPlanes + t % inPlanes) * GROUP);
        this.runs = new int[outPlaces][];
        Arrays.setAll(runs, place -> runs(place, s.kernel(), distance, sight));
        this.weights = new float[(outPlanes + ROWS - 1) / ROWS * ROWS * reach.length];
        this.start = new float[outPlanes * GROUP];
        this.seen = new float[inPlaces * inPlanes * GROUP];
    }

    /** The taps that lead somewhere from a place, in runs of (first, after the last, place that it is counted from). */
    private int[] runs(int place, int kernel, int[] distance, Sight sight) {
        int[] found = new int[3 * (kernelTaps + 1)];
        int used = 0;
        for (int t = 0; t < kernelTaps; t++) {
            int to = sight.of(place, t / kernel, t % kernel);
            if (to >= 0) {
                boolean goesOn = used > 0 && found[used - 2] == t * inPlanes && found[used - 1] == to - distance[t];
                used += goesOn ? 0 : 3;
                found[used - 3] = goesOn ? found[used - 3] : t * inPlanes;
                found[used - 2] = (t + 1) * inPlanes;
                found[used - 1] = to - distance[t];
            }
        }
        return Arrays.copyOf(found, Math.max(used, 3));
    }

    /** Takes weights that lie at {@code m*outStride + n*inStride + tap}. */
    void useWeights(float[] w, int outStride, int inStride) {
        int at = 0;
        for (int m = 0; m < outPlanes; m += ROWS) {
            for (int t = 0; t < kernelTaps; t++) {
                for (int n = 0; n < inPlanes; n++) {
                    for (int i = m; i < m + ROWS; i++) {
                        weights[at++] = w[Math.min(i, outPlanes - 1) * outStride + n * inStride + t];
                    }
                }
            }
        }
    }

    /** What the sums begin with, 0 if this is not called. */
    void startAt(float[] bias) {
        for (int m = 0; m < outPlanes; m++) {
            Arrays.fill(start, m * GROUP, (m + 1) * GROUP, bias[m]);
        }
    }

    /** x is (inPlanes, inPlaces, B), y is (outPlanes, outPlaces, B). */
    void sum(float[] x, float[] y) {
        for (int b = 0; b < batch; b += GROUP) {
            // where one vector of samples is left, it stands for the second too
            int gap = Math.min(LANES, batch - LANES - b);
            copy(x, b, gap);
            for (int m = 0; m < outPlanes; m += ROWS) {
                for (int place = 0; place < outPlaces; place++) {
                    sum(m, place, y, b, gap);
                }
            }
        }
    }

    private void copy(float[] x, int b, int gap) {
        for (int n = 0; n < inPlanes; n++) {
            for (int place = 0; place < inPlaces; place++) {
                copy(x, (n * inPlaces + place) * batch + b, gap, seen, (place * inPlanes + n) * GROUP);
            }
        }
    }

    private static void copy(float[] x, int from, int gap, float[] seen, int to) {
        FloatVector.fromArray(FLOATS, x, from).intoArray(seen, to);
        FloatVector.fromArray(FLOATS, x, from + gap).intoArray(seen, to + LANES);
    }

    private void sum(int m, int place, float[] y, int b, int gap) {
        int stride = outPlaces * batch;
        int last = Math.min(ROWS, outPlanes - m) - 1;
        int yo = m * stride + place * batch + b;
        int wo = m * reach.length;
        int[] run = runs[place];
        for (int r = 0; r < run.length; r += 3) {
            int xo = run[r + 2] * inPlanes * GROUP;
            if (r == 0) {
                ConvolutionTile.sum(
                        seen, xo, reach, weights, wo, run[0], run[1], start, m * GROUP, GROUP, LANES, y, yo, stride,
                        gap, last);
            } else {
                ConvolutionTile.sum(
                        seen, xo, reach, weights, wo, run[r], run[r + 1], y, yo, stride, gap, y, yo, stride, gap, last);
            }
        }
    }
}
