package io.powermeter.workloads.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Makes IDX files, good and bad. */
public final class IdxFile {

    private IdxFile() {}

    /** A magic number, sizes, and that many bytes counting up, each modulo a number. */
    public static byte[] of(int magic, int items, int modulo, int... sizes) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + items).putInt(magic);
        for (int size : sizes) {
            file.putInt(size);
        }
        for (int i = 0; i < items; i++) {
            file.put((byte) (i % modulo));
        }
        return file.array();
    }

    /** A good image file. */
    public static byte[] images(int count) {
        return of(0x803, count * 784, 251, count, 28, 28);
    }

    /** A good label file: 0, 1, 2... */
    public static byte[] labels(int count) {
        return of(0x801, count, 10, count);
    }

    /** Four good files with so many images. */
    public static void writeAll(Path folder, int train, int test) throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), images(train));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), labels(train));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), images(test));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), labels(test));
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
