package io.powermeter.workloads.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which images to take.
 *
 * @param folder where the files are; empty for the images that come with this module, which are MNIST's
 */
public record DataSource(DataFormat format, Optional<Path> folder) {

    /** The first 10,000 training and 2,000 test images of MNIST. */
    public static final DataSource BUNDLED = new DataSource(DataFormat.MNIST, Optional.empty());

    /**
     * Checks that there are such images.
     *
     * @throws IllegalArgumentException if none of this format are bundled and no folder is given
     */
    public DataSource {
        if (format != DataFormat.MNIST && folder.isEmpty()) {
            throw new IllegalArgumentException(
                    "dataset " + format + " is not bundled: give the folder of its files with --data.");
        }
    }

    /**
     * Checks what can be seen without reading everything: that the files are there, and how those of MNIST begin.
     *
     * @throws UnusableDataException if {@link #load} would throw it for sure
     */
    public void check() {
        if (folder.isEmpty()) {
            return;
        }
        switch (format) {
            case MNIST -> Mnist.check(folder.get());
            case CIFAR10 -> Cifar10.check(folder.get());
        }
    }

    /**
     * Reads and checks all images.
     *
     * @throws UnusableDataException if they are missing, damaged, or of another shape
     */
    public Dataset load() {
        if (folder.isEmpty()) {
            return Mnist.bundled();
        }
        return switch (format) {
            case MNIST -> Mnist.in(folder.get());
            case CIFAR10 -> Cifar10.in(folder.get());
        };
    }
}
