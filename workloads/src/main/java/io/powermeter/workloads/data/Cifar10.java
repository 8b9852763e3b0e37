package io.powermeter.workloads.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Training and test images in the six files of CIFAR-10's binary version: photographs, Krizhevsky 2009.
 *
 * <p>A file is images one after the other, each a label and then its red, green and blue pixels, line by line. The original
 * files hold 10,000 images each; fewer will do. Format: "The CIFAR-10 dataset",
 * https://www.cs.toronto.edu/~kriz/cifar.html, section "Binary version".
 */
final class Cifar10 {

    private static final String UNPACKED = "cifar-10-batches-bin";
    private static final String TEST = "test_batch.bin";
    private static final List<String> TRAIN = IntStream.rangeClosed(1, 5)
            .mapToObj(i -> "data_batch_" + i + ".bin")
            .toList();

    private static final ImageShape SHAPE = DataFormat.CIFAR10.shape();
    private static final int RECORD = 1 + SHAPE.values();

    /** Ten times the original: what a damaged or hostile file can make us hold stays bounded. */
    private static final int MOST_IMAGES = 100_000;

    private Cifar10() {}

    /**
     * Reads the six files of a folder, or of the folder {@code cifar-10-batches-bin} in it, each plain or gzipped, with or
     * without {@code .gz} in its name.
     *
     * @throws UnusableDataException if the folder or a file is missing, damaged, or of another format
     */
    static Dataset in(Path given) {
        Path folder = folder(given);
        List<Path> train = TRAIN.stream().map(name -> file(folder, name)).toList();
        Path test = file(folder, TEST);
        return new Dataset(images(train), images(List.of(test)));
    }

    /**
     * Looks for the six files.
     *
     * @throws UnusableDataException if one is missing
     */
    static void check(Path given) {
        Path folder = folder(given);
        TRAIN.forEach(name -> file(folder, name));
        file(folder, TEST);
    }

    private static Path folder(Path given) {
        if (!Files.isDirectory(given)) {
            throw new UnusableDataException(
                    given + " is not a folder: give --data the folder of the six binary CIFAR-10 files.");
        }
        return Files.isDirectory(given.resolve(UNPACKED)) ? given.resolve(UNPACKED) : given;
    }

    private static Path file(Path folder, String name) {
        for (String spelling : List.of(name, name + ".gz")) {
            Path path = folder.resolve(spelling);
            if (Files.exists(path)) {
                return path;
            }
        }
        throw new UnusableDataException("No " + name + " in " + folder
                + ": unpack cifar-10-binary.tar.gz there, which holds the six files of CIFAR-10's binary version.");
    }

    private static LabeledImages images(List<Path> files) {
        List<byte[]> records = new ArrayList<>();
        for (Path file : files) {
            records.add(records(file));
        }
        int count = records.stream().mapToInt(bytes -> bytes.length / RECORD).sum();
        byte[] pixels = new byte[count * SHAPE.values()];
        byte[] labels = new byte[count];
        int image = 0;
        for (byte[] bytes : records) {
            for (int at = 0; at < bytes.length; at += RECORD, image++) {
                labels[image] = bytes[at];
                System.arraycopy(bytes, at + 1, pixels, image * SHAPE.values(), SHAPE.values());
            }
        }
        return new LabeledImages(SHAPE, pixels, labels);
    }

    private static byte[] records(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = Gzip.read(in, file.toString(), unpacked -> unpacked.readNBytes(MOST_IMAGES * RECORD + 1));
            requireImages(bytes, file);
            return bytes;
        } catch (IOException e) {
            throw new UnusableDataException(
                    "Cannot read " + file + " (" + e + "): check that you may read it, or fetch it again.", e);
        }
    }

    private static void requireImages(byte[] bytes, Path file) {
        if (bytes.length > MOST_IMAGES * RECORD) {
            throw new UnusableDataException(
                    file + " has more than " + MOST_IMAGES + " images: it is no file of CIFAR-10, fetch it again.");
        }
        if (bytes.length == 0 || bytes.length % RECORD != 0) {
            throw new UnusableDataException(file + " has " + bytes.length + " bytes (unpacked), expected a multiple of "
                    + RECORD + ", an image and its label: it is truncated or of another format, fetch it again.");
        }
        for (int at = 0; at < bytes.length; at += RECORD) {
            int label = Byte.toUnsignedInt(bytes[at]);
            if (label >= LabeledImages.CLASSES) {
                throw new UnusableDataException(file + " has label " + label + " at index " + at / RECORD
                        + ", expected 0 to 9: take the binary version of CIFAR-10, not of CIFAR-100.");
            }
        }
    }
}
