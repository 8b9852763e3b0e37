package io.powermeter.workloads.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of one IDX file: a big-endian magic number, one 4-byte size per dimension, then unsigned bytes.
 *
 * <p>The magic is two zero bytes, 0x08 for unsigned bytes, and the number of dimensions. Format: "The MNIST database",
 * LeCun, Cortes and Burges, section "File formats for the MNIST database".
 *
 * @param where path or name of the file, for messages
 * @param bytes the file unpacked, at most one byte more than its header announces
 */
record Idx(String where, byte[] bytes) {

    static final int IMAGES_MAGIC = 0x0803;
    static final int LABELS_MAGIC = 0x0801;

    /** Sixteen times MNIST: enough for its relatives, and what a damaged or hostile file can make us hold stays bounded. */
    static final int MOST_ITEMS = 1_000_000;

    private static final int IMAGES_HEADER = 16;
    private static final int LABELS_HEADER = 8;

    /** Reads the beginning of a file, packed or not. */
    static Idx head(InputStream file, String where) throws IOException {
        return Gzip.read(file, where, unpacked -> new Idx(where, unpacked.readNBytes(IMAGES_HEADER)));
    }

    /** Reads a file, packed or not. */
    static Idx read(InputStream file, String where) throws IOException {
        return Gzip.read(file, where, unpacked -> read(where, unpacked));
    }

    /** A small packed file may unpack to anything: only what its header announces is taken, and a byte to see that it ends. */
    private static Idx read(String where, InputStream unpacked) throws IOException {
        byte[] header = unpacked.readNBytes(IMAGES_HEADER);
        byte[] rest = unpacked.readNBytes(Math.max(0, announced(header) + 1 - header.length));
        byte[] bytes = Arrays.copyOf(header, header.length + rest.length);
        System.arraycopy(rest, 0, bytes, header.length, rest.length);
        return new Idx(where, bytes);
    }

    private static int announced(byte[] header) {
        if (header.length < IMAGES_HEADER) {
            return 0;
        }
        int count = ByteBuffer.wrap(header).getInt(4);
        if (count < 1 || count > MOST_ITEMS) {
            return 0;
        }
        return switch (ByteBuffer.wrap(header).getInt(0)) {
            case IMAGES_MAGIC -> IMAGES_HEADER + count * Mnist.SHAPE.values();
            case LABELS_MAGIC -> LABELS_HEADER + count;
            default -> 0;
        };
    }

    /**
     * The pixels of an image file, (count, SIDE, SIDE).
     *
     * @throws UnusableDataException if this is anything else, or not complete
     */
    byte[] images() {
        requireImages();
        return items(IMAGES_HEADER, Mnist.SHAPE.values());
    }

    /** Throws an {@link UnusableDataException} unless this begins as a file of images. */
    void requireImages() {
        requireMagic(IMAGES_MAGIC, "image", IMAGES_HEADER);
        int height = size(1);
        int width = size(2);
        if (height != Mnist.SHAPE.height() || width != Mnist.SHAPE.width()) {
            throw new UnusableDataException(
                    where + " has images of " + height + " x " + width + " pixels, expected " + Mnist.SHAPE.height()
                            + " x " + Mnist.SHAPE.width() + ": the models take MNIST-shaped images only.");
        }
    }

    /**
     * The labels of a label file, (count), each 0 to 9.
     *
     * @throws UnusableDataException if this is anything else, or not complete
     */
    byte[] labels() {
        requireLabels();
        byte[] labels = items(LABELS_HEADER, 1);
        for (int i = 0; i < labels.length; i++) {
            int label = Byte.toUnsignedInt(labels[i]);
            if (label >= LabeledImages.CLASSES) {
                throw new UnusableDataException(where + " has label " + label + " at index " + i
                        + ", expected 0 to 9: take the label file of a ten-class data set.");
            }
        }
        return labels;
    }

    /** Throws an {@link UnusableDataException} unless this begins as a file of labels. */
    void requireLabels() {
        requireMagic(LABELS_MAGIC, "label", LABELS_HEADER);
    }

    private void requireMagic(int expected, String kind, int header) {
        if (bytes.length >= 4 && intAt(0) != expected) {
            throw new UnusableDataException(String.format(
                    "%s is not an IDX %s file: magic 0x%08x, expected 0x%08x. Check that the files were not swapped.",
                    where, kind, intAt(0), expected));
        }
        if (bytes.length < header) {
            throw truncated(header);
        }
    }

    private byte[] items(int header, int itemBytes) {
        int count = size(0);
        if (count < 1 || count > MOST_ITEMS) {
            throw new UnusableDataException(where + " says it has " + Integer.toUnsignedString(count)
                    + " items, expected 1 to " + MOST_ITEMS + ": fetch it again.");
        }
        int expected = header + count * itemBytes;
        if (bytes.length < expected) {
            throw truncated(expected);
        }
        if (bytes.length > expected) {
            throw new UnusableDataException(where + " goes on after its last item, at byte " + expected
                    + ": it is not what its header says, fetch it again.");
        }
        return Arrays.copyOfRange(bytes, header, expected);
    }

    private UnusableDataException truncated(int expected) {
        return new UnusableDataException(where + " is truncated: " + expected + " bytes expected, " + bytes.length
                + " found (unpacked). Fetch it again.");
    }

    private int size(int dimension) {
        return intAt(4 + 4 * dimension);
    }

    private int intAt(int index) {
        return ByteBuffer.wrap(bytes).getInt(index);
    }
}
