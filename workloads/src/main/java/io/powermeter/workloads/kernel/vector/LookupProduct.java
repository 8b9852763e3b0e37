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

/**
 * A binary product by tables, after the "method of the four Russians" (Arlazarov, Dinic, Kronrod and Faradzev 1970): for
 * each group of four inputs a table tells for all 16 patterns of four weights how many of the four products are -1, for as
 * many samples as two vectors have bytes. An output is then a sum of one table entry per group: two loads and additions of
 * bytes for 4 inputs of 64 samples (with 256 bits), where counting bits takes an xor, a count and an addition, and the
 * count is no single instruction before AVX-512.
 *
 * <p>A tile is the samples of an entry, of two byte vectors. Byte q of 32-bit lane i of a vector belongs to its sample q*L
 * + i, L being the floats of a vector, so that widening needs shifts only. A block is the groups whose tables fit into the
 * fastest cache and whose counts into a byte. Of the inputs a byte is kept per sample, tile by tile; the tables of a block
 * are made when they are used, which costs less than to fetch them. Weights are kept block by block as where in the tables
 * of the block they point: 16 bits per group.
 */
final class LookupProduct implements BinaryProduct {

    private static final int N = VectorBackend.BYTES.length();
    private static final int L = VectorBackend.FLOATS.length();
    private static final int TILE = 2 * N;
    private static final int GROUP = 4;
    private static final int ENTRIES = 1 << GROUP;
    private static final int TABLE = ENTRIES * TILE;

    /** Groups added without asking for the end between them. */
    private static final int UNROLLED = 4;

    /** 24 KB of tables leave room for what streams by; at most 48 groups, since a byte counts to 255. */
    private static final int BLOCK = Math.min(48, 24 * 1024 / TABLE);

    /** Outputs whose pointers stay in the second cache while the tiles go by. */
    private static final int STRIP = 512;

    /** Tiles counted together, so that the stretches of a row of results are long enough to be written fast. */
    private static final int TILES = 2;

    private static final int STRIDE = TILES * TILE;

    private final int outputs;
    private final int inputs;
    private final int batch;
    private final int groups;
    private final int tiles;
    private final char[] w;
    private final byte[] signs;
    private final byte[] tables = new byte[BLOCK * TABLE];
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
        this.groups = (inputs + UNROLLED * GROUP - 1) / (UNROLLED * GROUP) * UNROLLED;
        this.tiles = (batch + TILE - 1) / TILE;
        this.w = new char[outputs * groups];
        this.signs = new byte[Math.multiplyExact(tiles, groups * GROUP * TILE)];
        this.counts = new short[Math.min(STRIP, outputs) * STRIDE];
        this.single = Backends.plain().binary(outputs, inputs, batch);
        this.values = new float[inputs * batch];
        weights(new float[outputs * inputs]);
    }

    @Override
    public void weights(float[] weights) {
        single.weights(weights);
        long[] row = new long[Signs.words(groups * GROUP)];
        for (int o = 0; o < outputs; o++) {
            Signs.pack(weights, o * inputs, inputs, row, 0);
            for (int from = 0; from < groups; from += BLOCK) {
                point(row, from, blockOf(from), w, from * outputs + o * blockOf(from));
            }
        }
    }

    /** Groups of the block that begins with a group. */
    private int blockOf(int from) {
        return Math.min(BLOCK, groups - from);
    }

    /** Where the weights of a row point in the tables of a block. */
    private static void point(long[] row, int from, int count, char[] w, int at) {
        for (int j = 0; j < count; j++) {
            int input = (from + j) * GROUP;
            int pattern = (int) (row[input / Long.SIZE] >>> input) & (ENTRIES - 1);
            w[at + j] = (char) (j * TABLE + pattern * TILE);
        }
    }

    /** The lowest bits of an offset are within an entry, the four above are the weights. */
    @Override
    public void flip(int output, int input) {
        single.flip(output, input);
        int group = input / GROUP;
        int from = group - group % BLOCK;
        w[from * outputs + output * blockOf(from) + group - from] ^= (char) (TILE << input % GROUP);
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
        int to = tile * groups * GROUP * TILE;
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
        for (int from = 0; from < groups; from += BLOCK) {
            int count = blockOf(from);
            int row = from * outputs + output * count;
            for (int t = tile; t < end; t++) {
                tables(signs, (t * groups + from) * GROUP * TILE, count, tables);
                addAll(tables, w, row, row + rows * count, count, counts, (t - tile) * TILE);
            }
        }
    }

    private static void tables(byte[] signs, int at, int count, byte[] tables) {
        for (int group = 0; group < count; group++) {
            int from = at + group * GROUP * TILE;
            table(signs, from, tables, group * TABLE);
            table(signs, from + N, tables, group * TABLE + N);
        }
    }

    /** Entry p counts the inputs whose sign differs from the weight in p's bit of that input. */
    private static void table(byte[] signs, int from, byte[] tables, int to) {
        ByteVector sum = ByteVector.zero(VectorBackend.BYTES);
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
        return ByteVector.fromArray(VectorBackend.BYTES, array, at);
    }

    /** A method of its own, for HotSpot to compile without what is around it. */
    private static void addAll(byte[] tables, char[] w, int at, int end, int count, short[] counts, int first) {
        int to = first;
        for (int row = at; row < end; row += count) {
            add(tables, w, row, count, counts, to);
            to += STRIDE;
        }
    }

    /** The hot loop: one pointer for two vectors, four sums that do not wait for each other. */
    private static void add(byte[] tables, char[] w, int at, int count, short[] counts, int to) {
        ByteVector low = ByteVector.zero(VectorBackend.BYTES);
        ByteVector high = low;
        ByteVector low2 = low;
        ByteVector high2 = low;
        for (int k = at; k < at + count; k += UNROLLED) {
            int a = w[k];
            int b = w[k + 1];
            int c = w[k + 2];
            int d = w[k + 3];
            low = low.add(bytes(tables, a));
            high = high.add(bytes(tables, a + N));
            low2 = low2.add(bytes(tables, b));
            high2 = high2.add(bytes(tables, b + N));
            low = low.add(bytes(tables, c));
            high = high.add(bytes(tables, c + N));
            low2 = low2.add(bytes(tables, d));
            high2 = high2.add(bytes(tables, d + N));
        }
        ShortVector pairs = low.add(low2).reinterpretAsShorts();
        shorts(counts, to).add(pairs.and((short) 0xff)).intoArray(counts, to);
        to += N / 2;
        shorts(counts, to).add(pairs.lanewise(VectorOperators.LSHR, 8)).intoArray(counts, to);
        to += N / 2;
        pairs = high.add(high2).reinterpretAsShorts();
        shorts(counts, to).add(pairs.and((short) 0xff)).intoArray(counts, to);
        to += N / 2;
        shorts(counts, to).add(pairs.lanewise(VectorOperators.LSHR, 8)).intoArray(counts, to);
    }

    private static ShortVector shorts(short[] array, int at) {
        return ShortVector.fromArray(VectorBackend.SHORTS, array, at);
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
