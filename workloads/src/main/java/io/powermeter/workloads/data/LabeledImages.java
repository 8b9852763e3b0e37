package io.powermeter.workloads.data;

/**
 * Images of {@value #SIDE} x {@value #SIDE} pixels, each with the digit it shows.
 *
 * <p>The arrays are shared, not copied: 47 MB for the whole of MNIST.
 *
 * @param pixels (count, SIDE, SIDE) row by row, one unsigned byte each, 0 is background
 * @param labels (count), each 0 to 9
 */
public record LabeledImages(byte[] pixels, byte[] labels) {

    /** Pixels per line, and lines per image. */
    public static final int SIDE = 28;

    /** Pixels per image. */
    public static final int PIXELS = SIDE * SIDE;

    /** Number of classes. */
    public static final int CLASSES = 10;

    /** Checks that the two arrays belong together. */
    public LabeledImages {
        if (pixels.length != labels.length * PIXELS) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels are not " + labels.length + " images of " + PIXELS);
        }
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }
}
