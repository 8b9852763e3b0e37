package io.powermeter.workloads.kernel;

/**
 * Signs in words of 64, a row per output and a row per sample, and the processor's instruction that counts bits: four
 * samples at a time, so that a word of weights is loaded once for them.
 */
final class PlainBinaryProduct implements BinaryProduct {

    private final int outputs;
    private final int inputs;
    private final int batch;
    private final int words;
    private final long[] w;
    private final long[] x;

    PlainBinaryProduct(int outputs, int inputs, int batch) {
        BinaryProduct.require(outputs, inputs, batch);
        this.outputs = outputs;
        this.inputs = inputs;
        this.batch = batch;
        this.words = Signs.words(inputs);
        this.w = new long[outputs * words];
        this.x = new long[batch * words];
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

    /** Sample by sample and not row by row: a word is put together in a register. */
    @Override
    public void inputs(float[] values) {
        for (int k = 0; k < words; k++) {
            int first = k * Long.SIZE;
            int count = Math.min(Long.SIZE, inputs - first);
            for (int b = 0; b < batch; b++) {
                x[b * words + k] = column(values, first * batch + b, count, batch);
            }
        }
    }

    private static long column(float[] values, int from, int count, int stride) {
        long word = 0;
        for (int j = 0; j < count; j++) {
            word |= (values[from + j * stride] < 0 ? 1L : 0L) << j;
        }
        return word;
    }

    @Override
    public void multiply(float[] y) {
        for (int o = 0; o < outputs; o++) {
            multiplyRow(o, y);
        }
    }

    @Override
    public void multiplyRow(int output, float[] y) {
        for (int b = 0; b < batch; b += 4) {
            four(w, output * words, x, b * words, words, inputs, y, output * batch + b);
        }
    }

    private static void four(long[] w, int wAt, long[] x, int xAt, int words, int inputs, float[] y, int yAt) {
        int c0 = 0, c1 = 0, c2 = 0, c3 = 0;
        for (int k = 0; k < words; k++) {
            long word = w[wAt + k];
            c0 += Long.bitCount(word ^ x[xAt + k]);
            c1 += Long.bitCount(word ^ x[xAt + words + k]);
            c2 += Long.bitCount(word ^ x[xAt + 2 * words + k]);
            c3 += Long.bitCount(word ^ x[xAt + 3 * words + k]);
        }
        y[yAt] = inputs - 2 * c0;
        y[yAt + 1] = inputs - 2 * c1;
        y[yAt + 2] = inputs - 2 * c2;
        y[yAt + 3] = inputs - 2 * c3;
    }
}
