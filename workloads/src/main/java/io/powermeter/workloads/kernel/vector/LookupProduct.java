package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.BinaryProduct;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A binary product by tables, after the "method of the four Russians" (Arlazarov, Dinic, Kronrod and Faradzev 1970): for
 * each group of four inputs a table tells for all 16 patterns of four weights how many of the four products are -1, for as
 * many samples as a vector has bytes. An output is then a sum of one table entry per group: one load and one addition of
 * bytes for 4 inputs of 32 samples (with 256 bits), where counting bits takes an xor, a count and an addition, and the
 * count is no single instruction before AVX-512.
 *
 * <p>A tile is the samples of one byte vector. Byte q of 32-bit lane i belongs to sample q*L + i of the tile, L being the
 * floats of a vector, so that widening needs shifts only. A block is the groups whose tables fit into the fastest cache
 * and whose counts into a byte. Tables are kept tile by tile, block by block: 4 bytes per input and sample. Weights are
 * kept as where in the tables of the block they point: 16 bits per group, four groups to a word.
 */
final class LookupProduct implements BinaryProduct {

    private static final int N = VectorBackend.BYTES.length();
    private static final int L = VectorBackend.FLOATS.length();
    private static final int ENTRIES = 16;
    private static final int TABLE = ENTRIES * N;
    private static final int INPUTS_PER_WORD = 16;

    /** 24 KB of tables leave room for what streams by; at most 48 groups, since a byte counts to 255. */
    private static final int WORDS_PER_BLOCK = Math.min(12, 24 * 1024 / (4 * TABLE));

    private static final int BLOCK = WORDS_PER_BLOCK * 4 * TABLE;

    private final int outputs;
    private final int inputs;
    private final int batch;
    private final int words;
    private final int tiles;
    private final long[] w;
    private final byte[] tables;
    private final byte[] block = new byte[BLOCK];
    private final short[] counts;
    private final byte[] signs = new byte[4 * N];

    LookupProduct(int outputs, int inputs, int batch) {
        BinaryProduct.require(outputs, inputs, batch);
        this.outputs = outputs;
        this.inputs = inputs;
        this.batch = batch;
        this.words = (inputs + 2 * INPUTS_PER_WORD - 1) / (2 * INPUTS_PER_WORD) * 2;
        this.tiles = (batch + N - 1) / N;
        this.w = new long[outputs * words];
        this.tables = new byte[Math.multiplyExact(tiles, words * 4 * TABLE)];
        this.counts = new short[outputs * N];
        clearWeights();
    }

    /** Points every group at entry 0 of its table. */
    private void clearWeights() {
        for (int at = 0; at < w.length; at++) {
            int group = at % words % WORDS_PER_BLOCK * 4;
            for (int j = 0; j < 4; j++) {
                w[at] |= (long) ((group + j) * TABLE) << 16 * j;
            }
        }
    }

    @Override
    public void weights(float[] weights) {
        Arrays.fill(w, 0);
        clearWeights();
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                if (weights[o * inputs + i] < 0) {
                    flip(o, i);
                }
            }
        }
    }

    /** The lowest bits of an offset are within an entry, the four above are the weights. */
    @Override
    public void flip(int output, int input) {
        int group = input / 4 % 4;
        w[output * words + input / INPUTS_PER_WORD] ^= (long) N << input % 4 << 16 * group;
    }

    @Override
    public void inputs(float[] x) {
        for (int tile = 0; tile < tiles; tile++) {
            for (int group = 0; group < words * 4; group++) {
                for (int j = 0; j < 4; j++) {
                    pack(x, group * 4 + j, tile, signs, j * N);
                }
                table(signs, tables, (tile * words * 4 + group) * TABLE);
            }
        }
    }

    /** A byte per sample of a tile: 1 if the input is negative, 0 if it is not or is not there. */
    private void pack(float[] x, int input, int tile, byte[] signs, int at) {
        IntVector packed = IntVector.zero(VectorBackend.INTS);
        for (int q = 0; q < 4; q++) {
            int sample = tile * N + q * L;
            if (input < inputs && sample < batch) {
                packed = packed.or(negative(x, input * batch + sample).lanewise(VectorOperators.LSHL, 8 * q));
            }
        }
        packed.reinterpretAsBytes().intoArray(signs, at);
    }

    private static IntVector negative(float[] x, int at) {
        var below = FloatVector.fromArray(VectorBackend.FLOATS, x, at).compare(VectorOperators.LT, 0f);
        return IntVector.zero(VectorBackend.INTS).blend(1, below.cast(VectorBackend.INTS));
    }

    /** Entry p counts the inputs whose sign differs from the weight in p's bit of that input. */
    private static void table(byte[] signs, byte[] tables, int at) {
        ByteVector sum = ByteVector.zero(VectorBackend.BYTES);
        for (int j = 0; j < 4; j++) {
            sum = sum.add(bytes(signs, j * N));
        }
        sum.intoArray(tables, at);
        for (int p = 1; p < ENTRIES; p++) {
            int bit = Integer.numberOfTrailingZeros(p);
            ByteVector sign = bytes(signs, bit * N);
            bytes(tables, at + (p & (p - 1)) * N)
                    .add((byte) 1)
                    .sub(sign.add(sign))
                    .intoArray(tables, at + p * N);
        }
    }

    private static ByteVector bytes(byte[] array, int at) {
        return ByteVector.fromArray(VectorBackend.BYTES, array, at);
    }

    @Override
    public void multiply(float[] y) {
        for (int tile = 0; tile < tiles; tile++) {
            Arrays.fill(counts, (short) 0);
            for (int from = 0; from < words; from += WORDS_PER_BLOCK) {
                int count = Math.min(WORDS_PER_BLOCK, words - from);
                System.arraycopy(tables, (tile * words + from) * 4 * TABLE, block, 0, count * 4 * TABLE);
                addAll(block, w, from, words, count, counts);
            }
            writeAll(y, tile);
        }
    }

    /** A method of its own, for HotSpot to compile without what is around it. */
    private static void addAll(byte[] block, long[] w, int from, int words, int count, short[] counts) {
        int to = 0;
        for (int at = from; at < w.length; at += words) {
            add(block, w, at, count, counts, to);
            to += N;
        }
    }

    private void writeAll(float[] y, int tile) {
        for (int o = 0; o < outputs; o++) {
            write(counts, o * N, y, o * batch, tile);
        }
    }

    /** The hot loop: the tables of a block are at the beginning of their array, so that an offset is an address. */
    private static void add(byte[] block, long[] w, int at, int count, short[] counts, int to) {
        ByteVector even = ByteVector.zero(VectorBackend.BYTES);
        ByteVector odd = even;
        for (int k = at; k < at + count; k += 2) {
            long a = w[k];
            long b = w[k + 1];
            even = even.add(bytes(block, (int) a & 0xffff));
            odd = odd.add(bytes(block, (int) (a >>> 16) & 0xffff));
            even = even.add(bytes(block, (int) (a >>> 32) & 0xffff));
            odd = odd.add(bytes(block, (int) (a >>> 48)));
            even = even.add(bytes(block, (int) b & 0xffff));
            odd = odd.add(bytes(block, (int) (b >>> 16) & 0xffff));
            even = even.add(bytes(block, (int) (b >>> 32) & 0xffff));
            odd = odd.add(bytes(block, (int) (b >>> 48)));
        }
        widen(even.add(odd), counts, to);
    }

    /** Adds the unsigned bytes to 16-bit counts: first those of even places, then those of odd ones. */
    private static void widen(ByteVector bytes, short[] counts, int to) {
        ShortVector pairs = bytes.reinterpretAsShorts();
        shorts(counts, to).add(pairs.and((short) 0xff)).intoArray(counts, to);
        shorts(counts, to + N / 2).add(pairs.lanewise(VectorOperators.LSHR, 8)).intoArray(counts, to + N / 2);
    }

    private static ShortVector shorts(short[] array, int at) {
        return ShortVector.fromArray(VectorBackend.SHORTS, array, at);
    }

    @Override
    public void multiplyRow(int output, float[] y) {
        for (int tile = 0; tile < tiles; tile++) {
            Arrays.fill(counts, 0, N, (short) 0);
            for (int from = 0; from < words; from += WORDS_PER_BLOCK) {
                int count = Math.min(WORDS_PER_BLOCK, words - from);
                addFar(tables, (tile * words + from) * 4 * TABLE, w, output * words + from, count, counts);
            }
            write(counts, 0, y, output * batch, tile);
        }
    }

    /** As {@link #add}, with the tables of the block anywhere in their array: an addition more for each. */
    private static void addFar(byte[] tables, int base, long[] w, int at, int count, short[] counts) {
        ByteVector even = ByteVector.zero(VectorBackend.BYTES);
        ByteVector odd = even;
        for (int k = at; k < at + count; k++) {
            long a = w[k];
            even = even.add(bytes(tables, base + ((int) a & 0xffff)));
            odd = odd.add(bytes(tables, base + ((int) (a >>> 16) & 0xffff)));
            even = even.add(bytes(tables, base + ((int) (a >>> 32) & 0xffff)));
            odd = odd.add(bytes(tables, base + (int) (a >>> 48)));
        }
        widen(even.add(odd), counts, 0);
    }

    private void write(short[] counts, int from, float[] y, int row, int tile) {
        IntVector even = shorts(counts, from).reinterpretAsInts();
        IntVector odd = shorts(counts, from + N / 2).reinterpretAsInts();
        write(even.and(0xffff), y, row, tile * N);
        write(odd.and(0xffff), y, row, tile * N + L);
        write(even.lanewise(VectorOperators.LSHR, 16), y, row, tile * N + 2 * L);
        write(odd.lanewise(VectorOperators.LSHR, 16), y, row, tile * N + 3 * L);
    }

    private void write(IntVector differ, float[] y, int row, int sample) {
        if (sample < batch) {
            IntVector product = IntVector.broadcast(VectorBackend.INTS, inputs).sub(differ.add(differ));
            ((FloatVector) product.convert(VectorOperators.I2F, 0)).intoArray(y, row + sample);
        }
    }
}
