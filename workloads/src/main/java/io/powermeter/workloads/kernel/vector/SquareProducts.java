package io.powermeter.workloads.kernel.vector;

import static io.powermeter.workloads.kernel.vector.VectorBackend.FLOATS;
import static io.powermeter.workloads.kernel.vector.VectorBackend.LONGS;

import io.powermeter.workloads.kernel.SparseTerms;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Gradients of the weights of blocks that are there as a whole, their sides multiples of 4: sums of outer products of four
 * gradients and four inputs, and not dot products, which would end with adding up a vector's lanes for each weight.
 *
 * <p>A vector of 256 bits holds two samples of each of four inputs, for which the inputs are laid out anew. The gradients
 * stay as they are: those of two samples are a {@code long}, which a load repeats four times.
 *
 * <p>Holds working memory: one thread at a time.
 */
final class SquareProducts {

    private static final int SIDE = SquareSums.SIDE;
    private static final int LANES = FLOATS.length();

    private static final VectorMask<Float> ODD1 = LaneSums.odd(1), ODD2 = LaneSums.odd(2), ODD4 = LaneSums.odd(4);
    private static final VectorShuffle<Float> SWAP1 = LaneSums.swap(1),
            SWAP2 = LaneSums.swap(2),
            SWAP4 = LaneSums.swap(4);
    private static final VectorShuffle<Float> EVEN_FIRST =
            VectorShuffle.fromOp(FLOATS, i -> (2 * i + 2 * i / LANES) % LANES);

    private final SparseTerms t;
    private final int batch;
    private final float[] inputs;
    private final long[] gradients;
    private final float[] sums;

    SquareProducts(SparseTerms forward, int inputs, int batch) {
        this.t = forward;
        this.batch = batch;
        this.inputs = new float[inputs * batch];
        this.gradients = new long[SIDE * batch / 2];
        int longest = 0;
        for (int g = 0; g < t.groups; g++) {
            longest = Math.max(longest, t.start[g + 1] - t.start[g]);
        }
        this.sums = new float[longest * LANES];
    }

    /** Whether vectors hold two samples of four inputs, and all blocks are there as a whole. */
    static boolean fit(SparseTerms forward) {
        return LANES == 2 * SIDE && forward.block > 0;
    }

    void compute(float[] x, float[] dy, float[] dw) {
        for (int i = 0; i < inputs.length; i += SIDE * batch) {
            interleave(x, i, batch, inputs);
        }
        for (int g = 0; g < t.groups; g++) {
            int first = t.start[g];
            int end = t.start[g + 1];
            copy(dy, g * SIDE * batch, gradients);
            multiply(first, end);
            addSamples(sums, end - first);
            // whole blocks of a group follow each other in dw, halves and quarters of larger ones do not
            int run = Math.max(1, t.block == SIDE ? end - first : t.block);
            for (int q = first; q < end; q += run) {
                System.arraycopy(sums, (q - first) * SIDE, dw, t.weight[q], run * SIDE);
            }
        }
    }

    /** Lays four rows of the batch out as two samples of each row, the next two of each, and so on. */
    private static void interleave(float[] x, int from, int batch, float[] to) {
        for (int b = 0; b < batch; b += LANES) {
            FloatVector a0 = FloatVector.fromArray(FLOATS, x, from + b);
            FloatVector a1 = FloatVector.fromArray(FLOATS, x, from + batch + b);
            FloatVector a2 = FloatVector.fromArray(FLOATS, x, from + 2 * batch + b);
            FloatVector a3 = FloatVector.fromArray(FLOATS, x, from + 3 * batch + b);
            FloatVector s = a1.blend(a0, ODD2).rearrange(SWAP2);
            FloatVector b0 = a0.blend(s, ODD2);
            FloatVector b1 = s.blend(a1, ODD2);
            s = a3.blend(a2, ODD2).rearrange(SWAP2);
            FloatVector b2 = a2.blend(s, ODD2);
            FloatVector b3 = s.blend(a3, ODD2);
            int at = from + SIDE * b;
            s = b2.blend(b0, ODD4).rearrange(SWAP4);
            b0.blend(s, ODD4).intoArray(to, at);
            s.blend(b2, ODD4).intoArray(to, at + 2 * LANES);
            s = b3.blend(b1, ODD4).rearrange(SWAP4);
            b1.blend(s, ODD4).intoArray(to, at + LANES);
            s.blend(b3, ODD4).intoArray(to, at + 3 * LANES);
        }
    }

    private static void copy(float[] dy, int from, long[] to) {
        for (int i = 0; i < to.length; i += LANES / 2) {
            FloatVector.fromArray(FLOATS, dy, from + 2 * i).reinterpretAsLongs().intoArray(to, i);
        }
    }

    /** Two squares of 4 x 4 at a time; where no second one is left, the first is computed twice. */
    private void multiply(int first, int end) {
        int across = t.block / SIDE;
        for (int q = first; q < end; q += 2 * SIDE) {
            int p = Math.min(q + SIDE, end - SIDE);
            pair(
                    inputs,
                    t.offset[q],
                    t.offset[p],
                    gradients,
                    batch / 2,
                    sums,
                    at(q - first),
                    at(p - first),
                    across * LANES);
        }
    }

    /** Where the sums of the first row of a square are: those of a block follow each other row by row. */
    private int at(int term) {
        return (term / t.block * t.block + term % t.block / SIDE) * LANES;
    }

    private static void pair(float[] x, int x0, int x1, long[] dy, int steps, float[] sums, int s, int t, int apart) {
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        int d1 = steps, d2 = 2 * steps, d3 = 3 * steps;
        for (int k = 0; k < steps; k++) {
            FloatVector a = FloatVector.fromArray(FLOATS, x, x0 + k * LANES);
            FloatVector b = FloatVector.fromArray(FLOATS, x, x1 + k * LANES);
            FloatVector d = LongVector.broadcast(LONGS, dy[k]).reinterpretAsFloats();
            a0 = a.fma(d, a0);
            b0 = b.fma(d, b0);
            d = LongVector.broadcast(LONGS, dy[d1 + k]).reinterpretAsFloats();
            a1 = a.fma(d, a1);
            b1 = b.fma(d, b1);
            d = LongVector.broadcast(LONGS, dy[d2 + k]).reinterpretAsFloats();
            a2 = a.fma(d, a2);
            b2 = b.fma(d, b2);
            d = LongVector.broadcast(LONGS, dy[d3 + k]).reinterpretAsFloats();
            a3 = a.fma(d, a3);
            b3 = b.fma(d, b3);
        }
        a0.intoArray(sums, s);
        a1.intoArray(sums, s + apart);
        a2.intoArray(sums, s + 2 * apart);
        a3.intoArray(sums, s + 3 * apart);
        b0.intoArray(sums, t);
        b1.intoArray(sums, t + apart);
        b2.intoArray(sums, t + 2 * apart);
        b3.intoArray(sums, t + 3 * apart);
    }

    /** Makes a vector of the sums of two, each lane added to its neighbour. */
    private static void addSamples(float[] sums, int n) {
        for (int i = 0; i < n / 2; i++) {
            FloatVector a = FloatVector.fromArray(FLOATS, sums, i * 2 * LANES);
            FloatVector b = FloatVector.fromArray(FLOATS, sums, i * 2 * LANES + LANES);
            a.blend(b, ODD1)
                    .add(b.blend(a, ODD1).rearrange(SWAP1))
                    .rearrange(EVEN_FIRST)
                    .intoArray(sums, i * LANES);
        }
    }
}
