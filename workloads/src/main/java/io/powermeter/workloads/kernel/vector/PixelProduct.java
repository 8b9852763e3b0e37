package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.BinaryProduct;
import io.powermeter.workloads.kernel.SignedProduct;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The product of +-1 weights and 8-bit inputs by tables, as {@link LookupProduct} for +-1 inputs: an entry is the sum of
 * four inputs, each added or subtracted, in 16 bits, for as many samples as a vector has shorts.
 *
 * <p>128 inputs at most are added up before they are widened, since 128 * 255 is the most that fits. Sample q*L + i of a
 * tile is half q of 32-bit lane i, L being the floats of a vector.
 */
final class PixelProduct implements SignedProduct {

    private static final int N = VectorBackend.SHORTS.length();
    private static final int L = VectorBackend.FLOATS.length();
    private static final int ENTRIES = 16;
    private static final int TABLE = ENTRIES * N;
    private static final int INPUTS_PER_WORD = 16;
    private static final int WORDS_PER_BLOCK = 8;

    private final int outputs;
    private final int inputs;
    private final int batch;
    private final int words;
    private final int tiles;
    private final long[] w;
    private final short[] x;
    private final short[] block = new short[WORDS_PER_BLOCK * 4 * TABLE];
    private final int[] sums;

    PixelProduct(int outputs, int inputs, int batch) {
        BinaryProduct.require(outputs, inputs, batch);
        this.outputs = outputs;
        this.inputs = inputs;
        this.batch = batch;
        this.words = (inputs + INPUTS_PER_WORD - 1) / INPUTS_PER_WORD;
        this.tiles = (batch + N - 1) / N;
        this.w = new long[outputs * words];
        this.x = new short[tiles * words * INPUTS_PER_WORD * N];
        this.sums = new int[outputs * N];
    }

    /** Four weights are where in the tables of a block their group's entry begins: 16 bits. */
    @Override
    public void weights(float[] weights) {
        Arrays.fill(w, 0);
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < words * INPUTS_PER_WORD; i++) {
                int group = i / 4;
                long offset = i % 4 == 0 ? (long) group % (4 * WORDS_PER_BLOCK) * TABLE : 0;
                if (i < inputs && weights[o * inputs + i] < 0) {
                    offset += (long) N << i % 4;
                }
                w[o * words + i / INPUTS_PER_WORD] += offset << 16 * (group % 4);
            }
        }
    }

    /** Tile by tile, input by input; the last tile may be only half there. */
    @Override
    public void inputs(float[] values) {
        for (int tile = 0; tile < tiles; tile++) {
            boolean whole = (tile + 1) * N <= batch;
            for (int i = 0; i < inputs; i++) {
                int from = i * batch + tile * N;
                IntVector low = ints(values, from);
                IntVector high = whole ? ints(values, from + L) : IntVector.zero(VectorBackend.INTS);
                low.or(high.lanewise(VectorOperators.LSHL, 16))
                        .reinterpretAsShorts()
                        .intoArray(x, (tile * words * INPUTS_PER_WORD + i) * N);
            }
        }
    }

    private static IntVector ints(float[] values, int at) {
        return (IntVector)
                FloatVector.fromArray(VectorBackend.FLOATS, values, at).convert(VectorOperators.F2I, 0);
    }

    @Override
    public void multiply(float[] y) {
        for (int tile = 0; tile < tiles; tile++) {
            Arrays.fill(sums, 0);
            for (int from = 0; from < words; from += WORDS_PER_BLOCK) {
                int count = Math.min(WORDS_PER_BLOCK, words - from);
                for (int group = 0; group < count * 4; group++) {
                    table(x, ((tile * words + from) * INPUTS_PER_WORD + group * 4) * N, block, group * TABLE);
                }
                for (int o = 0; o < outputs; o++) {
                    add(block, w, o * words + from, count, sums, o * N);
                }
            }
            for (int o = 0; o < outputs; o++) {
                write(sums, o * N, y, o * batch, tile * N);
            }
        }
    }

    /** Entry p is the sum of four inputs, less twice those whose bit in p is 1. */
    private static void table(short[] x, int from, short[] tables, int at) {
        shorts(x, from)
                .add(shorts(x, from + N))
                .add(shorts(x, from + 2 * N).add(shorts(x, from + 3 * N)))
                .intoArray(tables, at);
        for (int p = 1; p < ENTRIES; p++) {
            ShortVector input = shorts(x, from + Integer.numberOfTrailingZeros(p) * N);
            shorts(tables, at + (p & (p - 1)) * N).sub(input.add(input)).intoArray(tables, at + p * N);
        }
    }

    private static ShortVector shorts(short[] array, int at) {
        return ShortVector.fromArray(VectorBackend.SHORTS, array, at);
    }

    private static void add(short[] block, long[] w, int at, int count, int[] sums, int to) {
        ShortVector even = ShortVector.zero(VectorBackend.SHORTS);
        ShortVector odd = even;
        for (int k = at; k < at + count; k++) {
            long four = w[k];
            even = even.add(shorts(block, (int) four & 0xffff));
            odd = odd.add(shorts(block, (int) (four >>> 16) & 0xffff));
            even = even.add(shorts(block, (int) (four >>> 32) & 0xffff));
            odd = odd.add(shorts(block, (int) (four >>> 48)));
        }
        IntVector pairs = even.add(odd).reinterpretAsInts();
        IntVector low = pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
        addTo(sums, to, low);
        addTo(sums, to + L, pairs.lanewise(VectorOperators.ASHR, 16));
    }

    private static void addTo(int[] sums, int at, IntVector more) {
        IntVector.fromArray(VectorBackend.INTS, sums, at).add(more).intoArray(sums, at);
    }

    private void write(int[] sums, int from, float[] y, int row, int sample) {
        for (int s = 0; s < Math.min(N, batch - sample); s += L) {
            IntVector sum = IntVector.fromArray(VectorBackend.INTS, sums, from + s);
            ((FloatVector) sum.convert(VectorOperators.I2F, 0)).intoArray(y, row + sample + s);
        }
    }
}
