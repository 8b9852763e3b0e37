package io.powermeter.workloads.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes files of CIFAR-10's binary version. */
public final class CifarFile {

    private CifarFile() {}

    /** Images labelled first, first + 1... modulo 10, with pixels that count up from the label, modulo 256. */
    public static byte[] of(int count, int first) {
        byte[] file = new byte[count * 3073];
        for (int i = 0; i < count; i++) {
            int label = (first + i) % 10;
            for (int at = 0; at < 3073; at++) {
                file[i * 3073 + at] = (byte) (label + at);
            }
        }
        return file;
    }

    /** The six files, each with so many images. */
    public static void write(Path folder, int count) throws IOException {
        for (int i = 1; i <= 5; i++) {
            Files.write(folder.resolve("data_batch_" + i + ".bin"), of(count, i));
        }
        Files.write(folder.resolve("test_batch.bin"), of(count, 6));
    }
}
