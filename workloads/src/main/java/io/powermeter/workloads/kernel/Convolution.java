package io.powermeter.workloads.kernel;

import java.util.Arrays;

/**
 * A two-dimensional convolution with square kernels, stride 1 and no padding.
 *
 * <p>x is (C, H, W, B), y is (F, H-K+1, W-K+1, B), both as {@code float[channels * lines][columns * B]}. The weight w is
 * (F, C*K*K), a row per filter, the tap of channel c, line ky, column kx at {@code (c*K + ky)*K + kx}. The bias is (F).
 *
 * <p>Nothing is unrolled into an im2col matrix: a whole line of outputs, all columns and all samples, is one weighted sum
 * of stretches of input lines, and shifting by a column is an offset of B.
 *
 * @param channels C
 * @param height H
 * @param width W
 * @param filters F
 * @param kernel K
 */
public record Convolution(int channels, int height, int width, int filters, int kernel) {

    /** Lines of the output. */
    public int outHeight() {
        return height - kernel + 1;
    }

    /** Columns of the output. */
    public int outWidth() {
        return width - kernel + 1;
    }

    /** Taps of one filter, C*K*K. */
    public int taps() {
        return channels * kernel * kernel;
    }

    /** Working memory of one convolution, for batches up to a size; holds nothing from one call to the next. */
    public static final class Scratch {
        private final float[][] rows;
        private final int[] offsets;
        private final float[] weights;
        private final float[] line;
        private final float[][] patches;

        /** Allocates the working memory. */
        public Scratch(Convolution shape, int batch) {
            int most = Math.max(shape.taps(), shape.filters * shape.kernel);
            rows = new float[most][];
            offsets = new int[most];
            weights = new float[most];
            line = new float[shape.outWidth() * batch];
            patches = new float[batch][shape.taps()];
        }
    }

    /** {@code y[f][oy][ox] = bias[f] + sum over c, ky, kx of w[f][c,ky,kx] * x[c][oy+ky][ox+kx]}, for every sample. */
    public void forward(float[][] x, float[][] w, float[] bias, float[][] y, Scratch scratch, int batch) {
        int n = outWidth() * batch;
        for (int oy = 0; oy < outHeight(); oy++) {
            pointAtTaps(x, oy, scratch, batch);
            for (int f = 0; f < filters; f++) {
                float[] line = y[f * outHeight() + oy];
                Arrays.fill(line, 0, n, bias[f]);
                WeightedSum.add(line, w[f], scratch.rows, scratch.offsets, taps(), n);
            }
        }
    }

    /** Points scratch's rows and offsets at where each tap reads for column 0 of output line oy. */
    private void pointAtTaps(float[][] x, int oy, Scratch scratch, int batch) {
        int t = 0;
        for (int c = 0; c < channels; c++) {
            for (int ky = 0; ky < kernel; ky++) {
                for (int kx = 0; kx < kernel; kx++, t++) {
                    scratch.rows[t] = x[c * height + oy + ky];
                    scratch.offsets[t] = kx * batch;
                }
            }
        }
    }

    /** {@code dx[c][iy][ix] = sum over f, ky, kx of w[f][c,ky,kx] * dy[f][iy-ky][ix-kx]}, where dy has such a place. */
    public void backwardInput(float[][] dy, float[][] w, float[][] dx, Scratch scratch, int batch) {
        int n = outWidth() * batch;
        for (int c = 0; c < channels; c++) {
            for (int iy = 0; iy < height; iy++) {
                float[] line = dx[c * height + iy];
                Arrays.fill(line, 0, width * batch, 0f);
                for (int kx = 0; kx < kernel; kx++) {
                    int terms = pointAtOutputs(dy, w, c, iy, kx, scratch);
                    Arrays.fill(scratch.line, 0, n, 0f);
                    WeightedSum.add(scratch.line, scratch.weights, 0, scratch.rows, terms, n);
                    addShifted(scratch.line, line, kx * batch, n);
                }
            }
        }
    }

    /** Points scratch's rows at the output lines that column kx of the kernels reaches from input line iy; how many. */
    private int pointAtOutputs(float[][] dy, float[][] w, int c, int iy, int kx, Scratch scratch) {
        int firstKy = Math.max(0, iy - outHeight() + 1);
        int lastKy = Math.min(kernel - 1, iy);
        int t = 0;
        for (int f = 0; f < filters; f++) {
            for (int ky = firstKy; ky <= lastKy; ky++, t++) {
                scratch.rows[t] = dy[f * outHeight() + iy - ky];
                scratch.weights[t] = w[f][(c * kernel + ky) * kernel + kx];
            }
        }
        return t;
    }

    private static void addShifted(float[] from, float[] to, int shift, int n) {
        for (int j = 0; j < n; j++) {
            to[shift + j] += from[j];
        }
    }

    /**
     * {@code dw[f][c,ky,kx] = sum over oy, ox of dy[f][oy][ox] * x[c][oy+ky][ox+kx]}, summed over the samples too, and
     * {@code dbias[f]} the sum of dy[f].
     *
     * <p>For each place of the output it is the weight gradient of a dense layer whose input is the patch under it.
     */
    public void backwardWeight(float[][] x, float[][] dy, float[][] dw, float[] dbias, Scratch scratch, int batch) {
        for (int f = 0; f < filters; f++) {
            Arrays.fill(dw[f], 0f);
            dbias[f] = sum(dy, f * outHeight(), outHeight(), outWidth() * batch);
        }
        for (int oy = 0; oy < outHeight(); oy++) {
            for (int ox = 0; ox < outWidth(); ox++) {
                gatherPatches(x, oy, ox, scratch.patches, batch);
                for (int f = 0; f < filters; f++) {
                    WeightedSum.add(dw[f], dy[f * outHeight() + oy], ox * batch, scratch.patches, batch, taps());
                }
            }
        }
    }

    /** {@code patches[b][c,ky,kx] = x[c][oy+ky][ox+kx][b]}. */
    private void gatherPatches(float[][] x, int oy, int ox, float[][] patches, int batch) {
        for (int c = 0; c < channels; c++) {
            for (int ky = 0; ky < kernel; ky++) {
                float[] line = x[c * height + oy + ky];
                int tap = (c * kernel + ky) * kernel;
                for (int b = 0; b < batch; b++) {
                    gather(line, ox * batch + b, batch, patches[b], tap);
                }
            }
        }
    }

    private void gather(float[] line, int first, int step, float[] patch, int tap) {
        for (int kx = 0; kx < kernel; kx++) {
            patch[tap + kx] = line[first + kx * step];
        }
    }

    private static float sum(float[][] rows, int first, int count, int n) {
        float sum = 0;
        for (int r = first; r < first + count; r++) {
            for (int j = 0; j < n; j++) {
                sum += rows[r][j];
            }
        }
        return sum;
    }
}
