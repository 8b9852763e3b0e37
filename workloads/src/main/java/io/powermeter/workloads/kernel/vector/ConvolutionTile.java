package io.powermeter.workloads.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost part of a convolution: ten sums, two vectors of each of five rows, that stay in registers while the taps go
 * by. With the two vectors that they share and a weight they fit the sixteen registers of AVX2.
 *
 * <p>Where fewer than five rows are left, the last row stands for those that lack: it is computed more than once, and
 * stored with the same result.
 */
final class ConvolutionTile {

    static final int ROWS = 5;

    private static final VectorSpecies<Float> FLOATS = VectorBackend.FLOATS;
    private static final int LANES = FLOATS.length();

    private ConvolutionTile() {}

    /**
     * {@code y[row][v] = from[row][v] + sum over t of w[t][row] * x[place[t]][v]}, for two vectors v.
     *
     * @param x places of two vectors, counted from xo on
     * @param place where tap t reads
     * @param w (taps, 5) from wo on
     * @param begin first tap
     * @param end the tap after the last
     * @param from rows from fo on, with fStride; the second vector fGap behind the first
     * @param y likewise; may be {@code from}
     * @param last the last row, 0 to 4
     */
    static void sum(
            float[] x,
            int xo,
            int[] place,
            float[] w,
            int wo,
            int begin,
            int end,
            float[] from,
            int fo,
            int fStride,
            int fGap,
            float[] y,
            int yo,
            int yStride,
            int yGap,
            int last) {
        int f1 = fo + Math.min(1, last) * fStride, y1 = yo + Math.min(1, last) * yStride;
        int f2 = fo + Math.min(2, last) * fStride, y2 = yo + Math.min(2, last) * yStride;
        int f3 = fo + Math.min(3, last) * fStride, y3 = yo + Math.min(3, last) * yStride;
        int f4 = fo + last * fStride, y4 = yo + last * yStride;
        FloatVector a0 = FloatVector.fromArray(FLOATS, from, fo);
        FloatVector b0 = FloatVector.fromArray(FLOATS, from, fo + fGap);
        FloatVector a1 = FloatVector.fromArray(FLOATS, from, f1);
        FloatVector b1 = FloatVector.fromArray(FLOATS, from, f1 + fGap);
        FloatVector a2 = FloatVector.fromArray(FLOATS, from, f2);
        FloatVector b2 = FloatVector.fromArray(FLOATS, from, f2 + fGap);
        FloatVector a3 = FloatVector.fromArray(FLOATS, from, f3);
        FloatVector b3 = FloatVector.fromArray(FLOATS, from, f3 + fGap);
        FloatVector a4 = FloatVector.fromArray(FLOATS, from, f4);
        FloatVector b4 = FloatVector.fromArray(FLOATS, from, f4 + fGap);
        for (int t = begin; t < end; t++) {
            int xi = xo + place[t];
            int wi = wo + t * ROWS;
            FloatVector xa = FloatVector.fromArray(FLOATS, x, xi);
            FloatVector xb = FloatVector.fromArray(FLOATS, x, xi + LANES);
            FloatVector w0 = FloatVector.broadcast(FLOATS, w[wi]);
            a0 = w0.fma(xa, a0);
            b0 = w0.fma(xb, b0);
            FloatVector w1 = FloatVector.broadcast(FLOATS, w[wi + 1]);
            a1 = w1.fma(xa, a1);
            b1 = w1.fma(xb, b1);
            FloatVector w2 = FloatVector.broadcast(FLOATS, w[wi + 2]);
            a2 = w2.fma(xa, a2);
            b2 = w2.fma(xb, b2);
            FloatVector w3 = FloatVector.broadcast(FLOATS, w[wi + 3]);
            a3 = w3.fma(xa, a3);
            b3 = w3.fma(xb, b3);
            FloatVector w4 = FloatVector.broadcast(FLOATS, w[wi + 4]);
            a4 = w4.fma(xa, a4);
            b4 = w4.fma(xb, b4);
        }
        a0.intoArray(y, yo);
        b0.intoArray(y, yo + yGap);
        a1.intoArray(y, y1);
        b1.intoArray(y, y1 + yGap);
        a2.intoArray(y, y2);
        b2.intoArray(y, y2 + yGap);
        a3.intoArray(y, y3);
        b3.intoArray(y, y3 + yGap);
        a4.intoArray(y, y4);
        b4.intoArray(y, y4 + yGap);
    }

    /**
     * {@code sums[i][v] += dy[step][i] * x[place[step]][v]}, lane by lane, for five filters i and two taps v.
     *
     * @param x what the first tap sees is counted from xo on, what the second sees is gap further
     * @param place where a step, a vector of samples in a place of the output, reads
     * @param dy (steps, 5 vectors)
     * @param sums (2, 5 vectors) from so on
     */
    static void dots(float[] x, int xo, int gap, int[] place, int begin, int end, float[] dy, float[] sums, int so) {
        FloatVector a0 = FloatVector.fromArray(FLOATS, sums, so);
        FloatVector b0 = FloatVector.fromArray(FLOATS, sums, so + 5 * LANES);
        FloatVector a1 = FloatVector.fromArray(FLOATS, sums, so + LANES);
        FloatVector b1 = FloatVector.fromArray(FLOATS, sums, so + 6 * LANES);
        FloatVector a2 = FloatVector.fromArray(FLOATS, sums, so + 2 * LANES);
        FloatVector b2 = FloatVector.fromArray(FLOATS, sums, so + 7 * LANES);
        FloatVector a3 = FloatVector.fromArray(FLOATS, sums, so + 3 * LANES);
        FloatVector b3 = FloatVector.fromArray(FLOATS, sums, so + 8 * LANES);
        FloatVector a4 = FloatVector.fromArray(FLOATS, sums, so + 4 * LANES);
        FloatVector b4 = FloatVector.fromArray(FLOATS, sums, so + 9 * LANES);
        for (int step = begin; step < end; step++) {
            int xi = xo + place[step];
            int di = step * ROWS * LANES;
            FloatVector xa = FloatVector.fromArray(FLOATS, x, xi);
            FloatVector xb = FloatVector.fromArray(FLOATS, x, xi + gap);
            FloatVector d0 = FloatVector.fromArray(FLOATS, dy, di);
            a0 = d0.fma(xa, a0);
            b0 = d0.fma(xb, b0);
            FloatVector d1 = FloatVector.fromArray(FLOATS, dy, di + LANES);
            a1 = d1.fma(xa, a1);
            b1 = d1.fma(xb, b1);
            FloatVector d2 = FloatVector.fromArray(FLOATS, dy, di + 2 * LANES);
            a2 = d2.fma(xa, a2);
            b2 = d2.fma(xb, b2);
            FloatVector d3 = FloatVector.fromArray(FLOATS, dy, di + 3 * LANES);
            a3 = d3.fma(xa, a3);
            b3 = d3.fma(xb, b3);
            FloatVector d4 = FloatVector.fromArray(FLOATS, dy, di + 4 * LANES);
            a4 = d4.fma(xa, a4);
            b4 = d4.fma(xb, b4);
        }
        a0.intoArray(sums, so);
        b0.intoArray(sums, so + 5 * LANES);
        a1.intoArray(sums, so + LANES);
        b1.intoArray(sums, so + 6 * LANES);
        a2.intoArray(sums, so + 2 * LANES);
        b2.intoArray(sums, so + 7 * LANES);
        a3.intoArray(sums, so + 3 * LANES);
        b3.intoArray(sums, so + 8 * LANES);
        a4.intoArray(sums, so + 4 * LANES);
        b4.intoArray(sums, so + 9 * LANES);
    }
}
