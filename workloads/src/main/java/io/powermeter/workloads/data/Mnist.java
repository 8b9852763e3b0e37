package io.powermeter.workloads.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Training and test images in the four files of MNIST: handwritten digits, LeCun, Cortes and Burges 1998.
 *
 * <p>Any data set of the same shape and file names will do, Fashion-MNIST for one.
 */
final class Mnist {

    /** The shape of an image: one channel, white on black. */
    static final ImageShape SHAPE = DataFormat.MNIST.shape();

    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    private Mnist() {}

    private interface Source {
        Idx open(String name);
    }

    private interface Reading {
        Idx of(InputStream file, String where) throws IOException;
    }

    /**
     * The first 10,000 training and the first 2,000 test images of MNIST, which come with this module.
     *
     * @throws UnusableDataException if the files in the jar are missing or damaged
     */
    static Dataset bundled() {
        return read(Mnist::bundledFile);
    }

    /**
     * Reads the four files of a folder, each plain or gzipped, with or without {@code .gz} in its name.
     *
     * @throws UnusableDataException if the folder or a file is missing, damaged, or not of MNIST's shape
     */
    static Dataset in(Path folder) {
        requireFolder(folder);
        return read(name -> file(folder, name, Idx::read));
    }

    /**
     * Looks for the four files, and at how they begin.
     *
     * @throws UnusableDataException if one is missing or begins as another
     */
    static void check(Path folder) {
        requireFolder(folder);
        file(folder, TRAIN_IMAGES, Idx::head).requireImages();
        file(folder, TRAIN_LABELS, Idx::head).requireLabels();
        file(folder, TEST_IMAGES, Idx::head).requireImages();
        file(folder, TEST_LABELS, Idx::head).requireLabels();
    }

    private static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UnusableDataException(
                    folder + " is not a folder: give --data the folder of the four MNIST files, or"
                            + " leave it out to use the bundled subset.");
        }
    }

    private static Dataset read(Source source) {
        LabeledImages train = pair(source.open(TRAIN_IMAGES), source.open(TRAIN_LABELS));
        LabeledImages test = pair(source.open(TEST_IMAGES), source.open(TEST_LABELS));
        return new Dataset(train, test);
    }

    private static LabeledImages pair(Idx imageFile, Idx labelFile) {
        byte[] pixels = imageFile.images();
        byte[] labels = labelFile.labels();
        int images = pixels.length / SHAPE.values();
        if (images != labels.length) {
            throw new UnusableDataException(imageFile.where() + " has " + images + " images but " + labelFile.where()
                    + " has " + labels.length + " labels: take both files from the same data set.");
        }
        return new LabeledImages(SHAPE, pixels, labels);
    }

    private static Idx bundledFile(String name) {
        String resource = name + ".gz";
        try (InputStream in = Mnist.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new UnusableDataException(
                        "The bundled " + resource + " is missing: rebuild the workloads module.");
            }
            return Idx.read(in, "the bundled " + resource);
        } catch (IOException e) {
            throw unreadable("the bundled " + resource, e);
        }
    }

    private static Idx file(Path folder, String name, Reading reading) {
        String dotted = name.replace("-idx", ".idx");
        for (String spelling : List.of(name, name + ".gz", dotted, dotted + ".gz")) {
            Path path = folder.resolve(spelling);
            if (Files.exists(path)) {
                return file(path, reading);
            }
        }
        throw new UnusableDataException(
                "No " + name + " in " + folder
                        + ": put the four MNIST files there, plain or with .gz, or leave --data out to use the bundled subset.");
    }

    private static Idx file(Path path, Reading reading) {
        try (InputStream in = Files.newInputStream(path)) {
            return reading.of(in, path.toString());
        } catch (IOException e) {
            throw unreadable(path.toString(), e);
        }
    }

    private static UnusableDataException unreadable(String where, IOException e) {
        return new UnusableDataException(
                "Cannot read " + where + " (" + e + "): check that you may read it, or fetch it again.", e);
    }
}
