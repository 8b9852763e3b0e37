package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.BinaryProduct;
import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorOperators.Unary;
import org.jspecify.annotations.Nullable;

/**
 * A binary product by counting bits, with a sample in each lane: words of 32 signs, an xor, a count and an addition for as
 * many samples as a vector has floats. For processors that count the bits of a 512-bit vector in one instruction
 * (AVX-512 VPOPCNTDQ).
 *
 * <p>Four outputs and four vectors of samples at a time: 16 sums stay in registers, and eight loads serve 16 counts.
 */
final class PopcountProduct implements BinaryProduct {

    private static final int L = VectorBackend.FLOATS.length();

    /** Not in the vector API before JDK 19, so it is found by name. A constant for the compiler nevertheless. */
    private static final @Nullable Unary BIT_COUNT = bitCount().orElse(null);

    private final int outputs;
    private final int inputs;
    private final int batch;
    private final int words;
    private final int[] w;
    private final int[] x;

    PopcountProduct(int outputs, int inputs, int batch) {
        BinaryProduct.require(outputs, inputs, batch);
        this.outputs = outputs;
        this.inputs = inputs;
        this.batch = batch;
        this.words = (inputs + Integer.SIZE - 1) / Integer.SIZE;
        this.w = new int[outputs * words];
        this.x = new int[words * batch];
    }

    /** Whether this JVM's vector API can count bits. */
    static boolean available() {
        return BIT_COUNT != null;
    }

    private static Optional<Unary> bitCount() {
        try {
            return Optional.of(
                    (Unary) VectorOperators.class.getField("BIT_COUNT").get(null));
        } catch (NoSuchFieldException e) {
            return Optional.empty();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("VectorOperators.BIT_COUNT is not public.", e);
        }
    }

    @Override
    public void weights(float[] weights) {
        Arrays.fill(w, 0);
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                if (weights[o * inputs + i] < 0) {
                    flip(o, i);
                }
            }
        }
    }

    @Override
    public void flip(int output, int input) {
        w[output * words + input / Integer.SIZE] ^= 1 << input;
    }

    @Override
    public void inputs(float[] values) {
        for (int k = 0; k < words; k++) {
            int first = k * Integer.SIZE;
            int count = Math.min(Integer.SIZE, inputs - first);
            for (int b = 0; b < batch; b += L) {
                pack(values, first * batch + b, count, batch, x, k * batch + b);
            }
        }
    }

    private static void pack(float[] values, int from, int count, int stride, int[] x, int to) {
        IntVector word = IntVector.zero(VectorBackend.INTS);
        for (int j = 0; j < count; j++) {
            var below = FloatVector.fromArray(VectorBackend.FLOATS, values, from + j * stride)
                    .compare(VectorOperators.LT, 0f);
            word = word.blend(word.or(1 << j), below.cast(VectorBackend.INTS));
        }
        word.intoArray(x, to);
    }

    @Override
    public void multiply(float[] y) {
        int tiled = batch - batch % (4 * L);
        int o = 0;
        for (; o + 3 < outputs; o += 4) {
            for (int b = 0; b < tiled; b += 4 * L) {
                tile(o, b, y);
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
            one(w, output * words, words, x, b, batch, inputs, y, output * batch + b);
        }
    }

    private static void one(int[] w, int wAt, int words, int[] x, int b, int batch, int inputs, float[] y, int to) {
        IntVector sum = IntVector.zero(VectorBackend.INTS);
        for (int k = 0; k < words; k++) {
            sum = count(sum, IntVector.broadcast(VectorBackend.INTS, w[wAt + k]), samples(x, k * batch + b));
        }
        write(sum, inputs, y, to);
    }

    private static IntVector samples(int[] x, int at) {
        return IntVector.fromArray(VectorBackend.INTS, x, at);
    }

    private static IntVector count(IntVector sum, IntVector w, IntVector x) {
        return sum.add(w.lanewise(VectorOperators.XOR, x).lanewise(BIT_COUNT));
    }

    private static void write(IntVector differ, int inputs, float[] y, int to) {
        IntVector product = IntVector.broadcast(VectorBackend.INTS, inputs).sub(differ.add(differ));
        ((FloatVector) product.convert(VectorOperators.I2F, 0)).intoArray(y, to);
    }

    private void tile(int o, int b, float[] y) {
        tile(w, o * words, words, x, b, batch, inputs, y, o * batch + b);
    }

    private static void tile(int[] w, int wAt, int words, int[] x, int b, int batch, int inputs, float[] y, int to) {
        IntVector zero = IntVector.zero(VectorBackend.INTS);
        IntVector s00 = zero, s01 = zero, s02 = zero, s03 = zero, s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        IntVector s20 = zero, s21 = zero, s22 = zero, s23 = zero, s30 = zero, s31 = zero, s32 = zero, s33 = zero;
        for (int k = 0; k < words; k++) {
            int at = k * batch + b;
            IntVector x0 = samples(x, at), x1 = samples(x, at + L);
            IntVector x2 = samples(x, at + 2 * L), x3 = samples(x, at + 3 * L);
            IntVector w0 = IntVector.broadcast(VectorBackend.INTS, w[wAt + k]);
            s00 = count(s00, w0, x0);
            s01 = count(s01, w0, x1);
            s02 = count(s02, w0, x2);
            s03 = count(s03, w0, x3);
            IntVector w1 = IntVector.broadcast(VectorBackend.INTS, w[wAt + words + k]);
            s10 = count(s10, w1, x0);
            s11 = count(s11, w1, x1);
            s12 = count(s12, w1, x2);
            s13 = count(s13, w1, x3);
            IntVector w2 = IntVector.broadcast(VectorBackend.INTS, w[wAt + 2 * words + k]);
            s20 = count(s20, w2, x0);
            s21 = count(s21, w2, x1);
            s22 = count(s22, w2, x2);
            s23 = count(s23, w2, x3);
            IntVector w3 = IntVector.broadcast(VectorBackend.INTS, w[wAt + 3 * words + k]);
            s30 = count(s30, w3, x0);
            s31 = count(s31, w3, x1);
            s32 = count(s32, w3, x2);
            s33 = count(s33, w3, x3);
        }
        writeRow(s00, s01, s02, s03, inputs, y, to);
        writeRow(s10, s11, s12, s13, inputs, y, to + batch);
        writeRow(s20, s21, s22, s23, inputs, y, to + 2 * batch);
        writeRow(s30, s31, s32, s33, inputs, y, to + 3 * batch);
    }

    private static void writeRow(
            IntVector s0, IntVector s1, IntVector s2, IntVector s3, int inputs, float[] y, int to) {
        write(s0, inputs, y, to);
        write(s1, inputs, y, to + L);
        write(s2, inputs, y, to + 2 * L);
        write(s3, inputs, y, to + 3 * L);
    }
}
