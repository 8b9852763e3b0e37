package io.powermeter.workloads.kernel;

/**
 * The shape of a layer that is linear in its input: a two-dimensional convolution or, with one place, a dense layer.
 *
 * <p>The input x is (C, H, W, B), the output y is (F, OH, OW, B), both flat with the batch B innermost. The weight w is
 * (F, C*K*K): a row per filter, the tap of channel c, line ky, column kx at {@code (c*K + ky)*K + kx}. The bias is (F).
 * Beyond its border the input is 0.
 *
 * @param channels C
 * @param height H
 * @param width W
 * @param filters F
 * @param kernel K, lines and columns of the square that a filter sees
 * @param stride lines and columns from one place to the next
 * @param padding lines and columns of zeros around the input
 */
public record LinearShape(int channels, int height, int width, int filters, int kernel, int stride, int padding) {

    /** Checks that the kernel finds a place. */
    public LinearShape {
        if (channels < 1 || filters < 1 || kernel < 1 || stride < 1 || padding < 0) {
            throw new IllegalArgumentException("No layer has " + channels + " channels, " + filters
                    + " filters, kernel " + kernel + ", stride " + stride + " and padding " + padding + ".");
        }
        if (Math.min(height, width) + 2 * padding < kernel) {
            throw new IllegalArgumentException("A kernel of " + kernel + " x " + kernel + " does not fit into maps of "
                    + height + " x " + width + " with padding " + padding + ".");
        }
    }

    /** A dense layer: (I, B) to (O, B), the weight (O, I). */
    public static LinearShape dense(int inputs, int outputs) {
        return new LinearShape(inputs, 1, 1, outputs, 1, 1, 0);
    }

    /** OH, lines of the output. */
    public int outHeight() {
        return (height + 2 * padding - kernel) / stride + 1;
    }

    /** OW, columns of the output. */
    public int outWidth() {
        return (width + 2 * padding - kernel) / stride + 1;
    }

    /** Weights of one filter, C*K*K. */
    public int taps() {
        return channels * kernel * kernel;
    }

    /** Places of the output, OH*OW. */
    public int places() {
        return outHeight() * outWidth();
    }

    /** Values of an input, C*H*W. */
    public int inputs() {
        return channels * height * width;
    }

    /** Values of an output, F*OH*OW. */
    public int outputs() {
        return filters * places();
    }

    /** Number of weights, F*C*K*K. */
    public int weights() {
        return filters * taps();
    }

    /** Whether each output sees all inputs, each by a weight of its own. */
    public boolean isDense() {
        return height == kernel && width == kernel && padding == 0;
    }
}
