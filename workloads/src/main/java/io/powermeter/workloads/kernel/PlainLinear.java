package io.powermeter.workloads.kernel;

import java.util.Arrays;

/**
 * A layer with all its weights, in plain Java.
 *
 * <p>A whole line of outputs, all columns and all samples, is one {@link WeightedSum} of input lines: for the taps of
 * kernel column kx, of input lines that are shifted by kx columns. The lines are copied to rows of their own, since
 * HotSpot makes vector code of rows, but not of flat arrays read at several offsets.
 */
final class PlainLinear implements Linear {

    private final LinearShape s;
    private final int batch;
    private final int lineLength;
    private final float[][] rows;
    private final float[] weights;
    private final float[] line;
    private final float[] zeros;
    private final float[][][] shifted;
    private final float[][] outputLines;
    private final float[][] patches;
    private final float[] filterGradient;

    PlainLinear(LinearShape shape, int batch) {
        this.s = shape;
        this.batch = batch;
        this.lineLength = shape.outWidth() * batch;
        int most = Math.max(shape.taps(), shape.filters() * shape.kernel());
        this.rows = new float[most][];
        this.weights = new float[most];
        this.line = new float[lineLength];
        this.zeros = new float[lineLength];
        this.shifted = new float[shape.kernel()][shape.channels() * shape.height()][lineLength];
        this.outputLines = new float[shape.filters() * shape.outHeight()][lineLength];
        this.patches = new float[shape.places() * batch][shape.taps()];
        this.filterGradient = new float[shape.taps()];
    }

    @Override
    public void forward(float[] x, float[] w, float[] bias, float[] y) {
        shift(x);
        for (int oy = 0; oy < s.outHeight(); oy++) {
            pointAtInputs(oy);
            for (int f = 0; f < s.filters(); f++) {
                Arrays.fill(line, bias[f]);
                WeightedSum.add(line, w, f * s.taps(), rows, s.taps(), lineLength);
                System.arraycopy(line, 0, y, (f * s.outHeight() + oy) * lineLength, lineLength);
            }
        }
    }

    /** Every line as each column of the kernels sees it. */
    private void shift(float[] x) {
        for (int kx = 0; kx < s.kernel(); kx++) {
            for (int r = 0; r < s.channels() * s.height(); r++) {
                for (int ox = 0; ox < s.outWidth(); ox++) {
                    int ix = ox * s.stride() + kx - s.padding();
                    if (ix >= 0 && ix < s.width()) {
                        System.arraycopy(x, (r * s.width() + ix) * batch, shifted[kx][r], ox * batch, batch);
                    }
                }
            }
        }
    }

    /** Points the rows at the input lines that the taps read for output line oy. */
    private void pointAtInputs(int oy) {
        int t = 0;
        for (int c = 0; c < s.channels(); c++) {
            for (int ky = 0; ky < s.kernel(); ky++) {
                int iy = oy * s.stride() + ky - s.padding();
                boolean inside = iy >= 0 && iy < s.height();
                for (int kx = 0; kx < s.kernel(); kx++, t++) {
                    rows[t] = inside ? shifted[kx][c * s.height() + iy] : zeros;
                }
            }
        }
    }

    @Override
    public void backwardInput(float[] dy, float[] w, float[] dx) {
        for (int r = 0; r < outputLines.length; r++) {
            System.arraycopy(dy, r * lineLength, outputLines[r], 0, lineLength);
        }
        Arrays.fill(dx, 0, s.inputs() * batch, 0f);
        for (int c = 0; c < s.channels(); c++) {
            for (int iy = 0; iy < s.height(); iy++) {
                for (int kx = 0; kx < s.kernel(); kx++) {
                    int terms = pointAtOutputs(w, c, iy, kx);
                    Arrays.fill(line, 0f);
                    WeightedSum.add(line, weights, 0, rows, terms, lineLength);
                    addShifted(dx, (c * s.height() + iy) * s.width() * batch, kx);
                }
            }
        }
    }

    /** Points the rows at the output lines that column kx of the kernels reaches from input line iy; how many. */
    private int pointAtOutputs(float[] w, int c, int iy, int kx) {
        int terms = 0;
        for (int ky = 0; ky < s.kernel(); ky++) {
            int oy = (iy + s.padding() - ky) / s.stride();
            boolean reached = iy + s.padding() - ky == oy * s.stride() && oy >= 0 && oy < s.outHeight();
            for (int f = 0; reached && f < s.filters(); f++) {
                rows[terms] = outputLines[f * s.outHeight() + oy];
                weights[terms++] = w[f * s.taps() + (c * s.kernel() + ky) * s.kernel() + kx];
            }
        }
        return terms;
    }

    private void addShifted(float[] dx, int from, int kx) {
        for (int ox = 0; ox < s.outWidth(); ox++) {
            int ix = ox * s.stride() + kx - s.padding();
            if (ix >= 0 && ix < s.width()) {
                for (int b = 0; b < batch; b++) {
                    dx[from + ix * batch + b] += line[ox * batch + b];
                }
            }
        }
    }

    /** The weight gradient of a dense layer that sees each patch of the input as one more sample. */
    @Override
    public void backwardWeight(float[] x, float[] dy, float[] dw, float[] dbias) {
        gatherPatches(x);
        int samples = s.places() * batch;
        for (int f = 0; f < s.filters(); f++) {
            Arrays.fill(filterGradient, 0f);
            WeightedSum.add(filterGradient, dy, f * samples, patches, samples, s.taps());
            System.arraycopy(filterGradient, 0, dw, f * s.taps(), s.taps());
            dbias[f] = Sum.of(dy, f * samples, samples);
        }
    }

    /** {@code patches[(oy*OW + ox)*B + b][c,ky,kx] = x[c][oy+ky][ox+kx][b]}, with stride 1 and no padding. */
    private void gatherPatches(float[] x) {
        for (int place = 0; place < s.places(); place++) {
            int top = place / s.outWidth() * s.stride() - s.padding();
            int left = place % s.outWidth() * s.stride() - s.padding();
            for (int tap = 0; tap < s.taps(); tap++) {
                int iy = top + tap / s.kernel() % s.kernel();
                int ix = left + tap % s.kernel();
                if (iy >= 0 && iy < s.height() && ix >= 0 && ix < s.width()) {
                    int c = tap / (s.kernel() * s.kernel());
                    int from = ((c * s.height() + iy) * s.width() + ix) * batch;
                    for (int b = 0; b < batch; b++) {
                        patches[place * batch + b][tap] = x[from + b];
                    }
                }
            }
        }
    }
}
