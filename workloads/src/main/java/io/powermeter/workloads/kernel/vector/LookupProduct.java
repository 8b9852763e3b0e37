package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.kernel.BinaryProduct;
import io.powermeter.workloads.kernel.Signs;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A binary product by tables, after the "method of the four Russians" (Arlazarov, Dinic, Kronrod and Faradzev 1970): for
 * each group of four inputs a table tells for all 16 patterns of four weights how many of the four products are -1, for as
 * many samples as two vectors have bytes. An output is then a sum of one table entry per group: two loads and additions of
 * bytes for 4 inputs of 64 samples (with 256 bits), where counting bits takes an xor, a count and an addition, and the
 * count is no single instruction before AVX-512.
 *
 * <p>A tile is the samples of an entry, of two byte vectors. Byte q of 32-bit lane i of a vector belongs to its sample q*L
 * + i, L being the floats of a vector, so that widening needs shifts only. A block is 16 groups, a word of 64 signs: their
 * tables (16 KB with 256 bits) fit into half of the fastest cache and their counts into a byte. Of the inputs a byte is kept
 * per sample, tile by tile; the tables of a block are made when they are used, which costs less than to fetch them. Weights
 * are kept block by block as where in the tables of the block they point: 16 bits per group.
 */
final class LookupProduct implements BinaryProduct {

    private static final VectorSpecies<Byte> BYTES = VectorBackend.BYTES;
    private static final VectorSpecies<Short> SHORTS = VectorBackend.SHORTS;
    private static final int N = BYTES.length();
    private static final int L = VectorBackend.FLOATS.length();
    private static final int TILE = 2 * N;
    private static final int GROUP = 4;
    private static final int ENTRIES = 1 << GROUP;
    private static final int TABLE = ENTRIES * TILE;

    /** Groups of a block. */
    private static final int GROUPS = 16;

    /** Inputs of a block. */
    private static final int BLOCK = GROUPS * GROUP;

    /** Outputs whose pointers stay in the second cache while the tiles go by. */
    private static final int STRIP = 512;

    /** Tiles counted together, so that the stretches of a row of results are long enough to be written fast. */
    private static final int TILES = 2;

    private static final int STRIDE = TILES * TILE;

    private final int outputs;
    private final int inputs;
    private final int batch;
    private final int blocks;
    private final int tiles;
    private final char[] w;
    private final byte[] signs;
    private final byte[] tables = new byte[GROUPS * TABLE];
    private final short[] counts;

    /** For single rows, by counting bits: tables are not worth it. Gets its inputs when there is a first row. */
    private final BinaryProduct single;

    private float[] values;
    private boolean singleHasInputs;

    LookupProduct(int outputs, int inputs, int batch) {
        BinaryProduct.require(outputs, inputs, batch);
        this.outputs = outputs;
        this.inputs = inputs;
        this.batch = batch;
        this.blocks = (inputs + BLOCK - 1) / BLOCK;
        this.tiles = (batch + TILE - 1) / TILE;
        this.w = new char[Math.multiplyExact(blocks * GROUPS, outputs)];
        this.signs = new byte[Math.multiplyExact(tiles, blocks * BLOCK * TILE)];
        this.counts = new short[Math.min(STRIP, outputs) * STRIDE];
        this.single = BitCount.available()
                ? new PopcountProduct(outputs, inputs, batch)
                : Backends.plain().binary(outputs, inputs, batch);
        this.values = new float[inputs * batch];
        weights(new float[outputs * inputs]);
    }

    @Override
    public void weights(float[] weights) {
        single.weights(weights);
        long[] row = new long[blocks];
        for (int o = 0; o < outputs; o++) {
            Signs.pack(weights, o * inputs, inputs, row, 0);
            for (int block = 0; block < blocks; block++) {
                point(row[block], w, at(block, o));
            }
        }
    }

    /** Where the pointers of an output for a block begin. */
    private int at(int block, int output) {
        return (block * outputs + output) * GROUPS;
    }

    /** Where 64 weights point in the tables of their block. */
    private static void point(long weights, char[] w, int at) {
        for (int j = 0; j < GROUPS; j++) {
            int pattern = (int) (weights >>> j * GROUP) & (ENTRIES - 1);
            w[at + j] = (char) (j * TABLE + pattern * TILE);
        }
    }

    /** The lowest bits of an offset are within an entry, the four above are the weights. */
    @Override
    public void flip(int output, int input) {
        single.flip(output, input);
        w[at(input / BLOCK, output) + input % BLOCK / GROUP] ^= (char) (TILE << input % GROUP);
    }

    @Override
    public void inputs(float[] x) {
        values = x;
        singleHasInputs = false;
        for (int tile = 0; tile < tiles; tile++) {
            pack(x, tile);
        }
    }

    /** A byte per sample of a tile: 1 if the input is negative, 0 if it is not or is not there. */
    private void pack(float[] x, int tile) {
        int to = tile * blocks * BLOCK * TILE;
        for (int input = 0; input < inputs; input++) {
            pack(x, input * batch, tile * TILE, signs, to);
            pack(x, input * batch, tile * TILE + N, signs, to + N);
            to += TILE;
        }
    }

    private void pack(float[] x, int row, int sample, byte[] signs, int to) {
        IntVector packed = IntVector.zero(VectorBackend.INTS);
        for (int q = 0; q < 4 && sample + q * L < batch; q++) {
            packed = packed.or(negative(x, row + sample + q * L, 1 << 8 * q));
        }
        packed.reinterpretAsBytes().intoArray(signs, to);
    }

    private static IntVector negative(float[] x, int at, int one) {
        var below = FloatVector.fromArray(VectorBackend.FLOATS, x, at).compare(VectorOperators.LT, 0f);
        return IntVector.zero(VectorBackend.INTS).blend(one, below.cast(VectorBackend.INTS));
    }

    @Override
    public void multiply(float[] y) {
        for (int output = 0; output < outputs; output += STRIP) {
            multiply(output, Math.min(STRIP, outputs - output), y);
        }
    }

    @Override
    public void multiplyRow(int output, float[] y) {
        if (!singleHasInputs) {
            single.inputs(values);
            singleHasInputs = true;
        }
        single.multiplyRow(output, y);
    }

    private void multiply(int output, int rows, float[] y) {
        for (int tile = 0; tile < tiles; tile += TILES) {
            int end = Math.min(tile + TILES, tiles);
            count(output, rows, tile, end);
            for (int t = tile; t < end; t++) {
                writeAll(output, rows, t, (t - tile) * TILE, y);
            }
        }
    }

    private void count(int output, int rows, int tile, int end) {
        Arrays.fill(counts, 0, rows * STRIDE, (short) 0);
        for (int block = 0; block < blocks; block++) {
            for (int t = tile; t < end; t++) {
                tables(signs, (t * blocks + block) * BLOCK * TILE, tables);
                addAll(tables, w, at(block, output), rows, counts, (t - tile) * TILE);
            }
        }
    }

    private static void tables(byte[] signs, int at, byte[] tables) {
        for (int group = 0; group < GROUPS; group++) {
            int from = at + group * GROUP * TILE;
            table(signs, from, tables, group * TABLE);
            table(signs, from + N, tables, group * TABLE + N);
        }
    }

    /** Entry p counts the inputs whose sign differs from the weight in p's bit of that input. */
    private static void table(byte[] signs, int from, byte[] tables, int to) {
        ByteVector sum = ByteVector.zero(BYTES);
        for (int j = 0; j < GROUP; j++) {
            sum = sum.add(bytes(signs, from + j * TILE));
        }
        sum.intoArray(tables, to);
        for (int p = 1; p < ENTRIES; p++) {
            int bit = Integer.numberOfTrailingZeros(p);
            ByteVector sign = bytes(signs, from + bit * TILE);
            bytes(tables, to + (p & (p - 1)) * TILE)
                    .add((byte) 1)
                    .sub(sign.add(sign))
                    .intoArray(tables, to + p * TILE);
        }
    }

    private static ByteVector bytes(byte[] array, int at) {
        return ByteVector.fromArray(BYTES, array, at);
    }

    /**
     * The hot loop: one pointer for two vectors, four sums that do not wait for each other. An inner loop over so few groups
     * would cost up to a quarter of the speed, and calling {@link #bytes} far more: in a method as long as this HotSpot does not
     * inline it any more, and vectors become objects.
     */
    private static void addAll(byte[] tables, char[] w, int from, int rows, short[] counts, int first) {
        for (int row = 0; row < rows; row++) {
            int at = from + row * GROUPS;
            ByteVector low = ByteVector.zero(BYTES), high = low, low2 = low, high2 = low;
            low = low.add(ByteVector.fromArray(BYTES, tables, w[at]));
            high = high.add(ByteVector.fromArray(BYTES, tables, w[at] + N));
            low2 = low2.add(ByteVector.fromArray(BYTES, tables, w[at + 1]));
            high2 = high2.add(ByteVector.fromArray(BYTES, tables, w[at + 1] + N));
            low = low.add(ByteVector.fromArray(BYTES, tables, w[at + 2]));
            high = high.add(ByteVector.fromArray(BYTES, tables, w[at + 2] + N));
            low2 = low2.add(ByteVector.fromArray(BYTES, tables, w[at + 3]));
            high2 = high2.add(ByteVector.fromArray(BYTES, tables, w[at + 3] + N));
            low = low.add(ByteVector.fromArray(BYTES, tables, w[at + 4]));
            high = high.add(ByteVector.fromArray(BYTES, tables, w[at + 4] + N));
            low2 = low2.add(ByteVector.fromArray(BYTES, tables, w[at + 5]));
            high2 = high2.add(ByteVector.fromArray(BYTES, tables, w[at + 5] + N));
            low = low.add(ByteVector.fromArray(BYTES, tables, w[at + 6]));
            high = high.add(ByteVector.fromArray(BYTES, tables, w[at + 6] + N));
            low2 = low2.add(ByteVector.fromArray(BYTES, tables, w[at + 7]));
            high2 = high2.add(ByteVector.fromArray(BYTES, tables, w[at + 7] + N));
            low = low.add(ByteVector.fromArray(BYTES, tables, w[at + 8]));
            high = high.add(ByteVector.fromArray(BYTES, tables, w[at + 8] + N));
            low2 = low2.add(ByteVector.fromArray(BYTES, tables, w[at + 9]));
            high2 = high2.add(ByteVector.fromArray(BYTES, tables, w[at + 9] + N));
            low = low.add(ByteVector.fromArray(BYTES, tables, w[at + 10]));
            high = high.add(ByteVector.fromArray(BYTES, tables, w[at + 10] + N));
            low2 = low2.add(ByteVector.fromArray(BYTES, tables, w[at + 11]));
            high2 = high2.add(ByteVector.fromArray(BYTES, tables, w[at + 11] + N));
            low = low.add(ByteVector.fromArray(BYTES, tables, w[at + 12]));
            high = high.add(ByteVector.fromArray(BYTES, tables, w[at + 12] + N));
            low2 = low2.add(ByteVector.fromArray(BYTES, tables, w[at + 13]));
            high2 = high2.add(ByteVector.fromArray(BYTES, tables, w[at + 13] + N));
            low = low.add(ByteVector.fromArray(BYTES, tables, w[at + 14]));
            high = high.add(ByteVector.fromArray(BYTES, tables, w[at + 14] + N));
            low2 = low2.add(ByteVector.fromArray(BYTES, tables, w[at + 15]));
            high2 = high2.add(ByteVector.fromArray(BYTES, tables, w[at + 15] + N));
            int to = first + row * STRIDE;
            ShortVector lowPairs = low.add(low2).reinterpretAsShorts();
            ShortVector.fromArray(SHORTS, counts, to)
                    .add(lowPairs.and((short) 0xff))
                    .intoArray(counts, to);
            ShortVector.fromArray(SHORTS, counts, to + N / 2)
                    .add(lowPairs.lanewise(VectorOperators.LSHR, 8))
                    .intoArray(counts, to + N / 2);
            ShortVector highPairs = high.add(high2).reinterpretAsShorts();
            ShortVector.fromArray(SHORTS, counts, to + N)
                    .add(highPairs.and((short) 0xff))
                    .intoArray(counts, to + N);
            ShortVector.fromArray(SHORTS, counts, to + 3 * N / 2)
                    .add(highPairs.lanewise(VectorOperators.LSHR, 8))
                    .intoArray(counts, to + 3 * N / 2);
        }
    }

    private static ShortVector shorts(short[] array, int at) {
        return ShortVector.fromArray(SHORTS, array, at);
    }

    private void writeAll(int output, int rows, int tile, int first, float[] y) {
        for (int o = 0; o < rows; o++) {
            int row = (output + o) * batch;
            write(counts, o * STRIDE + first, y, row, tile * TILE);
            write(counts, o * STRIDE + first + N, y, row, tile * TILE + N);
        }
    }

    private void write(short[] counts, int from, float[] y, int row, int sample) {
        for (int q = 0; q < 4 && sample + q * L < batch; q++) {
            write(counts, from + q % 2 * (N / 2), q / 2 * 16, inputs, y, row + sample + q * L);
        }
    }

    /** Of each pair of counts the one above a number of bits. */
    private static void write(short[] counts, int from, int bits, int inputs, float[] y, int to) {
        IntVector differ = shorts(counts, from)
                .reinterpretAsInts()
                .lanewise(VectorOperators.LSHR, bits)
                .and(0xffff);
        IntVector product = IntVector.broadcast(VectorBackend.INTS, inputs).sub(differ.add(differ));
        ((FloatVector) product.convert(VectorOperators.I2F, 0)).intoArray(y, to);
    }
}
