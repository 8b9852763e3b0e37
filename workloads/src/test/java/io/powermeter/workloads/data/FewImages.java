package io.powermeter.workloads.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The first 2,000 training and 500 test images of MNIST, as files: enough to see something learn. */
public final class FewImages {

    private FewImages() {}

    /** Writes them to a folder. */
    public static DataSource in(Path folder) throws IOException {
        Dataset bundled = DataSource.BUNDLED.load();
        write(folder, "train", bundled.train(), 2000);
        write(folder, "t10k", bundled.test(), 500);
        return new DataSource(DataFormat.MNIST, Optional.of(folder));
    }

    private static void write(Path folder, String name, LabeledImages images, int count) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(16 + count * 784);
        pixels.putInt(0x803).putInt(count).putInt(28).putInt(28).put(images.pixels(), 0, count * 784);
        Files.write(folder.resolve(name + "-images-idx3-ubyte"), pixels.array());
        ByteBuffer labels = ByteBuffer.allocate(8 + count);
        labels.putInt(0x801).putInt(count).put(images.labels(), 0, count);
        Files.write(folder.resolve(name + "-labels-idx1-ubyte"), labels.array());
    }
}
