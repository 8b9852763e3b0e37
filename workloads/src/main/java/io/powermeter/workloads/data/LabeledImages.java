package io.powermeter.workloads.data;

import java.util.Arrays;

/**
 * Images of one shape, each with its class.
 *
 * <p>The arrays are shared, not copied: 47 MB for the whole of MNIST.
 *
 * @param pixels (count, channels, height, width), one unsigned byte each
 * @param labels (count), each 0 to 9
 */
public record LabeledImages(ImageShape shape, byte[] pixels, byte[] labels) {

    /** Number of classes. */
    public static final int CLASSES = 10;

    /** Of each byte the pixel from 0 to 1. */
    private static final float[] SCALED = new float[256];

    /** Of each byte the pixel from 0 to 255. */
    private static final float[] WHOLE = new float[256];

    static {
        for (int value = 0; value < SCALED.length; value++) {
            SCALED[value] = value / 255f;
            WHOLE[value] = value;
        }
    }

    /** Checks that the two arrays belong together. */
    public LabeledImages {
        if (pixels.length != labels.length * shape.values()) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels are not " + labels.length + " images of " + shape.values());
        }
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }

    /** The first images, so many of them or all there are. */
    public LabeledImages first(int most) {
        int kept = Math.min(most, count());
        return new LabeledImages(shape, Arrays.copyOf(pixels, kept * shape.values()), Arrays.copyOf(labels, kept));
    }

    /**
     * Puts images into the columns of a batch, their pixels scaled to 0..1.
     *
     * @param order indices of images; those at order[from] to order[from + used - 1] are shown, the other columns are 0
     * @param x (channels, height, width, batch), overwritten
     */
    public void show(int[] order, int from, int used, float[] x, int batch) {
        show(order, from, used, x, batch, SCALED);
    }

    /** The same with pixels from 0 to 255. */
    public void showBytes(int[] order, int from, int used, float[] x, int batch) {
        show(order, from, used, x, batch, WHOLE);
    }

    private void show(int[] order, int from, int used, float[] x, int batch, float[] pixelOf) {
        int size = shape.values();
        for (int i = 0; i < size; i++) {
            for (int b = 0; b < used; b++) {
                x[i * batch + b] = pixelOf[Byte.toUnsignedInt(pixels[order[from + b] * size + i])];
            }
            Arrays.fill(x, i * batch + used, (i + 1) * batch, 0f);
        }
    }
}
