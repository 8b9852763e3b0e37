package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Linear;
import io.powermeter.workloads.kernel.LinearShape;
import java.util.Arrays;

/**
 * The gradients of a convolution where most of what comes back is 0: behind a max-pooling of 2 x 2 three quarters are, and
 * behind a ReLU still more. Nothing is multiplied by those zeros, neither what is NaN nor what is infinite.
 *
 * <p>They lie elsewhere in each sample, so a vector holds the channels of a few columns of one sample instead of samples.
 * For that the input is copied to (samples, lines, columns, channels) with its border: a line of the kernel then sees one
 * stretch of memory from every place. A kernel is stored as its lines, each filled up with zeros to whole vectors.
 */
final class SparseGradients {

    private static final int LANES = VectorBackend.FLOATS.length();
    private static final int STEP = SparseTile.VECTORS * LANES;

    private final LinearShape s;
    private final int batch;
    private final int width;
    private final int sampleSize;
    private final int line;
    private final int kernelSize;
    private final int[] tapAt;
    private final int[] placeAt;
    private final float[] maps;
    private final float[] kernels;
    private final NonZeros ofFilters;
    private final NonZeros ofPlaces;

    SparseGradients(LinearShape shape, int batch) {
        this.s = shape;
        this.batch = batch;
        this.width = shape.width() + 2 * shape.padding();
        this.sampleSize = (shape.height() + 2 * shape.padding()) * width * shape.channels();
        int k = shape.kernel();
        this.line = (k * shape.channels() + STEP - 1) / STEP * STEP;
        this.kernelSize = k * line;
        this.tapAt = new int[shape.taps()];
        Arrays.setAll(tapAt, t -> t / k % k * line + t % k * shape.channels() + t / (k * k));
        this.placeAt = new int[shape.places()];
        Arrays.setAll(placeAt, place -> at(place / shape.outWidth(), place % shape.outWidth()) * shape.stride());
        this.maps = new float[LANES * sampleSize + STEP];
        this.kernels = new float[shape.filters() * kernelSize];
        int[] filterAt = new int[shape.filters()];
        Arrays.setAll(filterAt, f -> f * kernelSize);
        this.ofFilters = new NonZeros(shape.filters(), false, placeAt, sampleSize);
        this.ofPlaces = new NonZeros(shape.places(), true, filterAt, 0);
    }

    /** Where the channels of a line and column begin in a sample's maps. */
    private int at(int y, int x) {
        return (y * width + x) * s.channels();
    }

    /** Whether it is faster than to multiply everything: few gradients that are not 0, and tiles not mostly empty. */
    boolean pays(float[] dy) {
        return 2 * s.kernel() * s.channels() >= STEP && NonZeros.few(dy, s.outputs() * batch);
    }

    /** As {@link Linear#backwardWeight}. */
    void backwardWeight(float[] x, float[] dy, float[] dw, float[] dbias) {
        Arrays.fill(kernels, 0f);
        Arrays.fill(dbias, 0f);
        Arrays.fill(maps, 0f);
        for (int b = 0; b < batch; b += LANES) {
            for (int c = 0; c < s.channels(); c++) {
                copyIn(x, c, b);
            }
            ofFilters.find(dy, b, s.places() * batch, batch);
            for (int f = 0; f < s.filters(); f++) {
                addKernel(f, dbias);
            }
        }
        for (int f = 0; f < s.filters(); f++) {
            for (int t = 0; t < s.taps(); t++) {
                dw[f * s.taps() + t] = kernels[f * kernelSize + tapAt[t]];
            }
        }
    }

    /** Takes what one filter's gradients say about its weights. */
    private void addKernel(int f, float[] dbias) {
        NonZeros n = ofFilters;
        for (int ky = 0; ky < s.kernel(); ky++) {
            for (int j = 0; j < line; j += STEP) {
                int to = f * kernelSize + ky * line + j;
                SparseTile.add(maps, at(ky, 0) + j, n.at, n.value, n.begin(f), n.end(f), kernels, to);
            }
        }
        for (int i = n.begin(f); i < n.end(f); i++) {
            dbias[f] += n.value[i];
        }
    }

    /** As {@link Linear#backwardInput}. */
    void backwardInput(float[] dy, float[] w, float[] dx) {
        Arrays.fill(kernels, 0f);
        for (int f = 0; f < s.filters(); f++) {
            for (int t = 0; t < s.taps(); t++) {
                kernels[f * kernelSize + tapAt[t]] = w[f * s.taps() + t];
            }
        }
        for (int b = 0; b < batch; b += LANES) {
            Arrays.fill(maps, 0f);
            ofPlaces.find(dy, b, batch, s.places() * batch);
            for (int ky = 0; ky < s.kernel(); ky++) {
                for (int j = 0; j < line; j += STEP) {
                    addMaps(ky * line + j, at(ky, 0) + j);
                }
            }
            for (int c = 0; c < s.channels(); c++) {
                copyOut(dx, c, b);
            }
        }
    }

    /** Takes what these floats of all kernels give to the inputs. */
    private void addMaps(int inKernel, int inMaps) {
        NonZeros n = ofPlaces;
        for (int list = 0; list < placeAt.length * LANES; list++) {
            int to = list % LANES * sampleSize + placeAt[list / LANES] + inMaps;
            SparseTile.add(kernels, inKernel, n.at, n.value, n.begin(list), n.end(list), maps, to);
        }
    }

    private void copyIn(float[] x, int c, int b) {
        for (int i = 0; i < s.height() * s.width(); i++) {
            int from = (c * s.height() * s.width() + i) * batch + b;
            int to = at(i / s.width() + s.padding(), i % s.width() + s.padding()) + c;
            for (int sample = 0; sample < LANES; sample++) {
                maps[to + sample * sampleSize] = x[from + sample];
            }
        }
    }

    private void copyOut(float[] dx, int c, int b) {
        for (int i = 0; i < s.height() * s.width(); i++) {
            int to = (c * s.height() * s.width() + i) * batch + b;
            int from = at(i / s.width() + s.padding(), i % s.width() + s.padding()) + c;
            for (int sample = 0; sample < LANES; sample++) {
                dx[to + sample] = maps[from + sample * sampleSize];
            }
        }
    }
}
