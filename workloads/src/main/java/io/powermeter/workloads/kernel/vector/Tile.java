package io.powermeter.workloads.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost part of a matrix product: six rows of the result, two or four vectors wide, that stay in registers while a
 * panel of the right matrix goes by.
 *
 * <p>Twelve sums, the two vectors that they share and a weight are what the sixteen registers of AVX2 hold; with the
 * thirty-two of AVX-512 and of NEON four vectors are shared by twenty-four sums. Where fewer than six rows are left, the
 * last row stands for those that lack: it is computed more than once, and stored with the same result.
 */
final class Tile {

    static final int ROWS = 6;

    private static final VectorSpecies<Float> FLOATS = VectorBackend.FLOATS;
    private static final int LANES = FLOATS.length();

    /** Vectors of 256 bits are those of processors with sixteen registers. */
    private static final int NARROW = 2 * LANES;

    private static final int WIDE = LANES == 8 ? NARROW : 4 * LANES;

    private Tile() {}

    /** Columns of the tiles, and of the panels, for a result of that many columns. */
    static int width(int columns) {
        return columns <= NARROW ? NARROW : WIDE;
    }

    /**
     * {@code c[r][j] += sum over k of a[r][k] * p[k][j]}, for k from 0 to depth - 1, r to last, j to width - 1.
     *
     * @param a rows from ao on, with aStride
     * @param p (depth, width), an array of its own: an offset costs the loop two instructions of 36, and a tenth of its speed
     * @param c rows from co on, with cStride
     * @param last the last row, 0 to 5
     */
    static void add(
            float[] a, int ao, int aStride, float[] p, int width, int depth, float[] c, int co, int cStride, int last) {
        int a1 = ao + Math.min(1, last) * aStride, c1 = co + Math.min(1, last) * cStride;
        int a2 = ao + Math.min(2, last) * aStride, c2 = co + Math.min(2, last) * cStride;
        int a3 = ao + Math.min(3, last) * aStride, c3 = co + Math.min(3, last) * cStride;
        int a4 = ao + Math.min(4, last) * aStride, c4 = co + Math.min(4, last) * cStride;
        int a5 = ao + last * aStride, c5 = co + last * cStride;
        if (width == NARROW) {
            narrow(a, ao, a1, a2, a3, a4, a5, p, depth, c, co, c1, c2, c3, c4, c5);
        } else {
            wide(a, ao, a1, a2, a3, a4, a5, p, depth, c, co, c1, c2, c3, c4, c5);
        }
    }

    private static void narrow(
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            int a4,
            int a5,
            float[] p,
            int depth,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            int c4,
            int c5) {
        FloatVector s00 = FloatVector.fromArray(FLOATS, c, c0);
        FloatVector s01 = FloatVector.fromArray(FLOATS, c, c0 + LANES);
        FloatVector s10 = FloatVector.fromArray(FLOATS, c, c1);
        FloatVector s11 = FloatVector.fromArray(FLOATS, c, c1 + LANES);
        FloatVector s20 = FloatVector.fromArray(FLOATS, c, c2);
        FloatVector s21 = FloatVector.fromArray(FLOATS, c, c2 + LANES);
        FloatVector s30 = FloatVector.fromArray(FLOATS, c, c3);
        FloatVector s31 = FloatVector.fromArray(FLOATS, c, c3 + LANES);
        FloatVector s40 = FloatVector.fromArray(FLOATS, c, c4);
        FloatVector s41 = FloatVector.fromArray(FLOATS, c, c4 + LANES);
        FloatVector s50 = FloatVector.fromArray(FLOATS, c, c5);
        FloatVector s51 = FloatVector.fromArray(FLOATS, c, c5 + LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x0 = FloatVector.fromArray(FLOATS, p, k * NARROW);
            FloatVector x1 = FloatVector.fromArray(FLOATS, p, k * NARROW + LANES);
            FloatVector w = FloatVector.broadcast(FLOATS, a[a0 + k]);
            s00 = w.fma(x0, s00);
            s01 = w.fma(x1, s01);
            w = FloatVector.broadcast(FLOATS, a[a1 + k]);
            s10 = w.fma(x0, s10);
            s11 = w.fma(x1, s11);
            w = FloatVector.broadcast(FLOATS, a[a2 + k]);
            s20 = w.fma(x0, s20);
            s21 = w.fma(x1, s21);
            w = FloatVector.broadcast(FLOATS, a[a3 + k]);
            s30 = w.fma(x0, s30);
            s31 = w.fma(x1, s31);
            w = FloatVector.broadcast(FLOATS, a[a4 + k]);
            s40 = w.fma(x0, s40);
            s41 = w.fma(x1, s41);
            w = FloatVector.broadcast(FLOATS, a[a5 + k]);
            s50 = w.fma(x0, s50);
            s51 = w.fma(x1, s51);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + LANES);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + LANES);
    }

    private static void wide(
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            int a4,
            int a5,
            float[] p,
            int depth,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            int c4,
            int c5) {
        FloatVector s00 = FloatVector.fromArray(FLOATS, c, c0);
        FloatVector s01 = FloatVector.fromArray(FLOATS, c, c0 + LANES);
        FloatVector s02 = FloatVector.fromArray(FLOATS, c, c0 + 2 * LANES);
        FloatVector s03 = FloatVector.fromArray(FLOATS, c, c0 + 3 * LANES);
        FloatVector s10 = FloatVector.fromArray(FLOATS, c, c1);
        FloatVector s11 = FloatVector.fromArray(FLOATS, c, c1 + LANES);
        FloatVector s12 = FloatVector.fromArray(FLOATS, c, c1 + 2 * LANES);
        FloatVector s13 = FloatVector.fromArray(FLOATS, c, c1 + 3 * LANES);
        FloatVector s20 = FloatVector.fromArray(FLOATS, c, c2);
        FloatVector s21 = FloatVector.fromArray(FLOATS, c, c2 + LANES);
        FloatVector s22 = FloatVector.fromArray(FLOATS, c, c2 + 2 * LANES);
        FloatVector s23 = FloatVector.fromArray(FLOATS, c, c2 + 3 * LANES);
        FloatVector s30 = FloatVector.fromArray(FLOATS, c, c3);
        FloatVector s31 = FloatVector.fromArray(FLOATS, c, c3 + LANES);
        FloatVector s32 = FloatVector.fromArray(FLOATS, c, c3 + 2 * LANES);
        FloatVector s33 = FloatVector.fromArray(FLOATS, c, c3 + 3 * LANES);
        FloatVector s40 = FloatVector.fromArray(FLOATS, c, c4);
        FloatVector s41 = FloatVector.fromArray(FLOATS, c, c4 + LANES);
        FloatVector s42 = FloatVector.fromArray(FLOATS, c, c4 + 2 * LANES);
        FloatVector s43 = FloatVector.fromArray(FLOATS, c, c4 + 3 * LANES);
        FloatVector s50 = FloatVector.fromArray(FLOATS, c, c5);
        FloatVector s51 = FloatVector.fromArray(FLOATS, c, c5 + LANES);
        FloatVector s52 = FloatVector.fromArray(FLOATS, c, c5 + 2 * LANES);
        FloatVector s53 = FloatVector.fromArray(FLOATS, c, c5 + 3 * LANES);
        for (int k = 0; k < depth; k++) {
            FloatVector x0 = FloatVector.fromArray(FLOATS, p, k * WIDE);
            FloatVector x1 = FloatVector.fromArray(FLOATS, p, k * WIDE + LANES);
            FloatVector x2 = FloatVector.fromArray(FLOATS, p, k * WIDE + 2 * LANES);
            FloatVector x3 = FloatVector.fromArray(FLOATS, p, k * WIDE + 3 * LANES);
            FloatVector w = FloatVector.broadcast(FLOATS, a[a0 + k]);
            s00 = w.fma(x0, s00);
            s01 = w.fma(x1, s01);
            s02 = w.fma(x2, s02);
            s03 = w.fma(x3, s03);
            w = FloatVector.broadcast(FLOATS, a[a1 + k]);
            s10 = w.fma(x0, s10);
            s11 = w.fma(x1, s11);
            s12 = w.fma(x2, s12);
            s13 = w.fma(x3, s13);
            w = FloatVector.broadcast(FLOATS, a[a2 + k]);
            s20 = w.fma(x0, s20);
            s21 = w.fma(x1, s21);
            s22 = w.fma(x2, s22);
            s23 = w.fma(x3, s23);
            w = FloatVector.broadcast(FLOATS, a[a3 + k]);
            s30 = w.fma(x0, s30);
            s31 = w.fma(x1, s31);
            s32 = w.fma(x2, s32);
            s33 = w.fma(x3, s33);
            w = FloatVector.broadcast(FLOATS, a[a4 + k]);
            s40 = w.fma(x0, s40);
            s41 = w.fma(x1, s41);
            s42 = w.fma(x2, s42);
            s43 = w.fma(x3, s43);
            w = FloatVector.broadcast(FLOATS, a[a5 + k]);
            s50 = w.fma(x0, s50);
            s51 = w.fma(x1, s51);
            s52 = w.fma(x2, s52);
            s53 = w.fma(x3, s53);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + LANES);
        s02.intoArray(c, c0 + 2 * LANES);
        s03.intoArray(c, c0 + 3 * LANES);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + LANES);
        s12.intoArray(c, c1 + 2 * LANES);
        s13.intoArray(c, c1 + 3 * LANES);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + LANES);
        s22.intoArray(c, c2 + 2 * LANES);
        s23.intoArray(c, c2 + 3 * LANES);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + LANES);
        s32.intoArray(c, c3 + 2 * LANES);
        s33.intoArray(c, c3 + 3 * LANES);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + LANES);
        s42.intoArray(c, c4 + 2 * LANES);
        s43.intoArray(c, c4 + 3 * LANES);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + LANES);
        s52.intoArray(c, c5 + 2 * LANES);
        s53.intoArray(c, c5 + 3 * LANES);
    }
}
