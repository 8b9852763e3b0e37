package io.powermeter.workloads.kernel;

/**
 * The kernels that are worth more than one simple loop. There are two implementations: plain Java, and Java's vector API
 * where the JVM has it; see {@link Backends}.
 */
public interface Backend {

    /** Batches are made for a multiple of this many samples: the floats of the widest vectors in use. */
    int BATCH_MULTIPLE = 16;

    /** What it is, for people: {@code plain}, or {@code vector} and the width. */
    String name();

    /** A layer with all its weights, (F, C*K*K). The batch is a multiple of {@link #BATCH_MULTIPLE}. */
    Linear dense(LinearShape shape, int batch);

    /** The product of +-1 weights (O, I) and +-1 inputs (I, B). */
    BinaryProduct binary(int outputs, int inputs, int batch);

    /** The product of +-1 weights (O, I) and inputs (I, B) that are whole numbers from 0 to 255, which is exact. */
    SignedProduct pixels(int outputs, int inputs, int batch);

    /** The sum of the products of the first n numbers of two rows, in an order of its own. */
    float dot(float[] a, float[] b, int n);

    /** As {@link Signs#dot}. */
    long signDot(long[] a, long[] b, int n);

    /**
     * {@code e[j] = exp(scale * z[j] - shift[j])} for the first n, a multiple of {@link #BATCH_MULTIPLE}, as {@link
     * Exponential} says; the same bits from every backend.
     */
    void exponential(float[] z, float scale, float[] shift, float[] e, int n);

    /** A layer with the weights that a pattern of single weights keeps, in its order. */
    Linear csr(LinearShape shape, Csr pattern, int batch);

    /** A layer with the weights that a pattern of square blocks keeps, in its order. */
    Linear bsr(LinearShape shape, Bsr pattern, int batch);

    /** As {@link MaxPool#forward}. */
    void maxPool(float[] x, float[] y, int lines, int width, int batch);

    /** As {@link MaxPool#backward}. */
    void maxPoolBackward(float[] x, float[] y, float[] dy, float[] dx, int lines, int width, int batch);

    /** As {@link Relu#backward}, for an n that is a multiple of {@link #BATCH_MULTIPLE}. */
    void reluBackward(float[] y, float[] dy, float[] dx, int n);

    /** As {@link Momentum#step}, from the first element on. */
    void momentum(float[] w, float[] g, float[] v, float rate, float momentum);
}
