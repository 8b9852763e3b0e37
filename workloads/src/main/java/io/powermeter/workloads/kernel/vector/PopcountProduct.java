package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.BinaryProduct;
import io.powermeter.workloads.kernel.Signs;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A binary product by counting bits, with a sample in each lane: words of 64 signs, an xor, a count and an addition. For
 * processors that count the bits of a 512-bit vector in one instruction (AVX-512 VPOPCNTDQ), and for single rows also for
 * those that need a dozen.
 *
 * <p>A group is as many samples as a vector has floats, in two vectors of words: first those of its even samples, then those
 * of its odd ones, so that two vectors of counts become one of floats by a shift. All words of a group lie together. Four outputs and two groups at a time: 16
 * sums stay in registers, and eight loads serve 16 counts.
 */
final class PopcountProduct implements BinaryProduct {

    private static final int L = VectorBackend.FLOATS.length();

    /** Words in a vector. */
    private static final int N = L / 2;

    private final int outputs;
    private final int inputs;
    private final int batch;
    private final int words;
    private final long[] w;
    private final long[] x;

    PopcountProduct(int outputs, int inputs, int batch) {
        BinaryProduct.require(outputs, inputs, batch);
        this.outputs = outputs;
        this.inputs = inputs;
        this.batch = batch;
        this.words = Signs.words(inputs);
        this.w = new long[outputs * words];
        this.x = new long[words * batch];
    }

    @Override
    public void weights(float[] weights) {
        for (int o = 0; o < outputs; o++) {
            Signs.pack(weights, o * inputs, inputs, w, o * words);
        }
    }

    @Override
    public void flip(int output, int input) {
        w[output * words + input / Long.SIZE] ^= 1L << input;
    }

    @Override
    public void inputs(float[] values) {
        for (int k = 0; k < words; k++) {
            for (int b = 0; b < batch; b += L) {
                LongVector low = signs(values, k * Long.SIZE, b);
                LongVector high = signs(values, k * Long.SIZE + Integer.SIZE, b);
                LongVector even = low.and(0xffff_ffffL).or(high.lanewise(VectorOperators.LSHL, Integer.SIZE));
                LongVector odd =
                        low.lanewise(VectorOperators.LSHR, Integer.SIZE).or(high.and(0xffff_ffffL << Integer.SIZE));
                even.intoArray(x, b * words + k * L);
                odd.intoArray(x, b * words + k * L + N);
            }
        }
    }

    /** The signs of up to 32 inputs of a group of samples, a sample in each 32-bit lane. */
    private LongVector signs(float[] values, int first, int b) {
        return pack(values, first * batch + b, Math.min(Integer.SIZE, inputs - first), batch);
    }

    private static LongVector pack(float[] values, int from, int count, int stride) {
        IntVector word = IntVector.zero(VectorBackend.INTS);
        for (int j = 0; j < count; j++) {
            var below = FloatVector.fromArray(VectorBackend.FLOATS, values, from + j * stride)
                    .compare(VectorOperators.LT, 0f);
            word = word.blend(word.or(1 << j), below.cast(VectorBackend.INTS));
        }
        return word.reinterpretAsLongs();
    }

    @Override
    public void multiply(float[] y) {
        int tiled = batch - batch % (2 * L);
        int o = 0;
        for (; o + 3 < outputs; o += 4) {
            for (int b = 0; b < tiled; b += 2 * L) {
                tile(w, o * words, words, x, b * words, batch, inputs, y, o * batch + b);
            }
        }
        for (int row = 0; row < outputs; row++) {
            row(row, row < o ? tiled : 0, y);
        }
    }

    @Override
    public void multiplyRow(int output, float[] y) {
        row(output, 0, y);
    }

    private void row(int output, int from, float[] y) {
        for (int b = from; b < batch; b += L) {
            group(w, output * words, words, x, b * words, inputs, y, output * batch + b);
        }
    }

    private static void group(long[] w, int wAt, int words, long[] x, int xAt, int inputs, float[] y, int to) {
        LongVector even = LongVector.zero(VectorBackend.LONGS), odd = even;
        for (int k = 0; k < words; k++) {
            LongVector word = LongVector.broadcast(VectorBackend.LONGS, w[wAt + k]);
            even = count(even, word, samples(x, xAt + k * L));
            odd = count(odd, word, samples(x, xAt + k * L + N));
        }
        write(even, odd, inputs, y, to);
    }

    private static LongVector samples(long[] x, int at) {
        return LongVector.fromArray(VectorBackend.LONGS, x, at);
    }

    private static LongVector count(LongVector sum, LongVector w, LongVector x) {
        return sum.add(w.lanewise(VectorOperators.XOR, x).lanewise(BitCount.OPERATOR));
    }

    private static void write(LongVector even, LongVector odd, int inputs, float[] y, int to) {
        IntVector differ =
                even.or(odd.lanewise(VectorOperators.LSHL, Integer.SIZE)).reinterpretAsInts();
        IntVector product = IntVector.broadcast(VectorBackend.INTS, inputs).sub(differ.add(differ));
        ((FloatVector) product.convert(VectorOperators.I2F, 0)).intoArray(y, to);
    }

    private static void tile(
            long[] w, int wAt, int words, long[] x, int xAt, int batch, int inputs, float[] y, int to) {
        LongVector zero = LongVector.zero(VectorBackend.LONGS);
        LongVector s00 = zero, s01 = zero, s02 = zero, s03 = zero, s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        LongVector s20 = zero, s21 = zero, s22 = zero, s23 = zero, s30 = zero, s31 = zero, s32 = zero, s33 = zero;
        for (int k = 0; k < words; k++) {
            int first = xAt + k * L, second = first + words * L;
            LongVector x0 = samples(x, first), x1 = samples(x, first + N);
            LongVector x2 = samples(x, second), x3 = samples(x, second + N);
            LongVector w0 = LongVector.broadcast(VectorBackend.LONGS, w[wAt + k]);
            s00 = count(s00, w0, x0);
            s01 = count(s01, w0, x1);
            s02 = count(s02, w0, x2);
            s03 = count(s03, w0, x3);
            LongVector w1 = LongVector.broadcast(VectorBackend.LONGS, w[wAt + words + k]);
            s10 = count(s10, w1, x0);
            s11 = count(s11, w1, x1);
            s12 = count(s12, w1, x2);
            s13 = count(s13, w1, x3);
            LongVector w2 = LongVector.broadcast(VectorBackend.LONGS, w[wAt + 2 * words + k]);
            s20 = count(s20, w2, x0);
            s21 = count(s21, w2, x1);
            s22 = count(s22, w2, x2);
            s23 = count(s23, w2, x3);
            LongVector w3 = LongVector.broadcast(VectorBackend.LONGS, w[wAt + 3 * words + k]);
            s30 = count(s30, w3, x0);
            s31 = count(s31, w3, x1);
            s32 = count(s32, w3, x2);
            s33 = count(s33, w3, x3);
        }
        write(s00, s01, inputs, y, to);
        write(s02, s03, inputs, y, to + L);
        write(s10, s11, inputs, y, to + batch);
        write(s12, s13, inputs, y, to + batch + L);
        write(s20, s21, inputs, y, to + 2 * batch);
        write(s22, s23, inputs, y, to + 2 * batch + L);
        write(s30, s31, inputs, y, to + 3 * batch);
        write(s32, s33, inputs, y, to + 3 * batch + L);
    }
}
