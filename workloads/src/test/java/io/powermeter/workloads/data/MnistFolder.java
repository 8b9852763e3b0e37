package io.powermeter.workloads.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Makes folders of MNIST's files. */
public final class MnistFolder {
    private static final int IMAGE_HEADER = 16;
    private static final int LABEL_HEADER = 8;

    private MnistFolder() {}

    /** Copies four plain files, of the training images only the first {@code count}; returns {@code to}. */
    public static Path first(int count, Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : new String[] {"t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
        cut(count, IMAGE_HEADER, 28 * 28, from, to, "train-images-idx3-ubyte");
        cut(count, LABEL_HEADER, 1, from, to, "train-labels-idx1-ubyte");
        return to;
    }

    private static void cut(int count, int header, int itemBytes, Path from, Path to, String name) throws IOException {
        byte[] items = Arrays.copyOf(Files.readAllBytes(from.resolve(name)), header + count * itemBytes);
        ByteBuffer.wrap(items).putInt(Integer.BYTES, count);
        Files.write(to.resolve(name), items);
    }
}
