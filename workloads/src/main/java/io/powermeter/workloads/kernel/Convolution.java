package io.powermeter.workloads.kernel;

import java.util.Arrays;

/**
 * A two-dimensional convolution with square kernels, stride 1 and no padding.
 *
 * <p>x is (C, H, W, B), y is (F, H-K+1, W-K+1, B), both as {@code float[channels * lines][columns * B]}. The weight w is
 * (F, C*K*K), a row per filter, the tap of channel c, line ky, column kx at {@code (c*K + ky)*K + kx}. The bias is (F).
 *
 * <p>A whole line of outputs, all columns and all samples, is one {@link WeightedSum} of input lines: for the taps of
 * kernel column kx, of input lines that are shifted by kx columns.
 *
 * @param channels C
 * @param height H
 * @param width W
 * @param filters F
 * @param kernel K
 */
public record Convolution(int channels, int height, int width, int filters, int kernel) {

    /** Below this the taps of a filter are too short a row for vector code, and weight gradients go by lines instead. */
    private static final int FEW_TAPS = 64;

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
        private final float[] weights;
        private final float[] line;
        private final float[][] patches;
        private final float[][][] shifted;

        /** Allocates the working memory. */
        public Scratch(Convolution shape, int batch) {
            int most = Math.max(shape.taps(), shape.filters * shape.kernel);
            rows = new float[most][];
            weights = new float[most];
            line = new float[shape.outWidth() * batch];
            shifted = new float[shape.kernel][shape.channels * shape.height][shape.outWidth() * batch];
            patches = new float[batch][shape.taps()];
        }
    }

    /** {@code y[f][oy][ox] = bias[f] + sum over c, ky, kx of w[f][c,ky,kx] * x[c][oy+ky][ox+kx]}, for every sample. */
    public void forward(float[][] x, float[][] w, float[] bias, float[][] y, Scratch scratch, int batch) {
        shift(x, scratch.shifted, batch);
        int n = outWidth() * batch;
        for (int oy = 0; oy < outHeight(); oy++) {
            pointAtInputs(oy, scratch);
            for (int f = 0; f < filters; f++) {
                float[] line = y[f * outHeight() + oy];
                Arrays.fill(line, 0, n, bias[f]);
                WeightedSum.add(line, w[f], 0, scratch.rows, taps(), n);
            }
        }
    }

    /** {@code shifted[kx][r][j] = x[r][kx*B + j]}: every line as each column of the kernels sees it. */
    private void shift(float[][] x, float[][][] shifted, int batch) {
        int n = outWidth() * batch;
        for (int kx = 0; kx < kernel; kx++) {
            for (int r = 0; r < x.length; r++) {
                System.arraycopy(x[r], kx * batch, shifted[kx][r], 0, n);
            }
        }
    }

    /** Points scratch's rows at the input lines that the taps read for output line oy. */
    private void pointAtInputs(int oy, Scratch scratch) {
        for (int c = 0; c < channels; c++) {
            for (int ky = 0; ky < kernel; ky++) {
                for (int kx = 0; kx < kernel; kx++) {
                    scratch.rows[tap(c, ky, kx)] = scratch.shifted[kx][c * height + oy + ky];
                }
            }
        }
    }

    /** Where the weight of a tap is in its filter's row. */
    private int tap(int c, int ky, int kx) {
        return (c * kernel + ky) * kernel + kx;
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
                scratch.weights[t] = w[f][tap(c, ky, kx)];
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
     */
    public void backwardWeight(float[][] x, float[][] dy, float[][] dw, float[] dbias, Scratch scratch, int batch) {
        if (taps() < FEW_TAPS) {
            weightByLines(x, dy, dw, scratch, batch);
        } else {
            weightByPatches(x, dy, dw, scratch, batch);
        }
        for (int f = 0; f < filters; f++) {
            dbias[f] = 0;
            for (int oy = 0; oy < outHeight(); oy++) {
                dbias[f] += Sum.of(dy[f * outHeight() + oy], outWidth() * batch);
            }
        }
    }

    /** The products of whole lines of outputs and inputs, summed up only after the last line. */
    private void weightByLines(float[][] x, float[][] dy, float[][] dw, Scratch scratch, int batch) {
        shift(x, scratch.shifted, batch);
        int n = outWidth() * batch;
        for (int f = 0; f < filters; f++) {
            for (int c = 0; c < channels; c++) {
                for (int ky = 0; ky < kernel; ky++) {
                    for (int kx = 0; kx < kernel; kx++) {
                        Arrays.fill(scratch.line, 0, n, 0f);
                        for (int oy = 0; oy < outHeight(); oy++) {
                            float[] seen = scratch.shifted[kx][c * height + oy + ky];
                            addProducts(scratch.line, dy[f * outHeight() + oy], seen, n);
                        }
                        dw[f][tap(c, ky, kx)] = Sum.of(scratch.line, n);
                    }
                }
            }
        }
    }

    private static void addProducts(float[] y, float[] a, float[] b, int n) {
        for (int j = 0; j < n; j++) {
            y[j] += a[j] * b[j];
        }
    }

    /** For each place of the output, the weight gradient of a dense layer whose input is the patch under it. */
    private void weightByPatches(float[][] x, float[][] dy, float[][] dw, Scratch scratch, int batch) {
        for (float[] row : dw) {
            Arrays.fill(row, 0f);
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
        for (int kx = 0; kx < kernel; kx++) {
            for (int c = 0; c < channels; c++) {
                for (int ky = 0; ky < kernel; ky++) {
                    gather(x[c * height + oy + ky], (ox + kx) * batch, batch, patches, tap(c, ky, kx));
                }
            }
        }
    }

    private static void gather(float[] line, int from, int batch, float[][] patches, int tap) {
        for (int b = 0; b < batch; b++) {
            patches[b][tap] = line[from + b];
        }
    }
}
