package io.powermeter.workloads.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {

    private static final String SECOND = "data_batch_2.bin";

    @TempDir
    Path folder;

    @BeforeEach
    void writeGoodFiles() throws IOException {
        CifarFile.write(folder, 2);
    }

    private static Dataset load(Path folder) {
        return new DataSource(DataFormat.CIFAR10, Optional.of(folder)).load();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> load(folder))
                .isInstanceOf(UnusableDataException.class)
                .hasMessage(message.replace("$", folder + "/"));
    }

    @Test
    void load_sixFiles_readsLabelsAndPixelsInOrder() {
        Dataset cifar = load(folder);

        assertThat(cifar.train().shape()).isEqualTo(new ImageShape(3, 32, 32));
        assertThat(cifar.train().labels()).containsExactly(1, 2, 2, 3, 3, 4, 4, 5, 5, 6);
        assertThat(cifar.test().labels()).containsExactly(6, 7);
        assertThat(cifar.train().pixels()).hasSize(10 * 3072).startsWith(2, 3, 4);
        assertThat(Arrays.copyOfRange(cifar.train().pixels(), 9 * 3072, 9 * 3072 + 2))
                .as("last image")
                .containsExactly(7, 8);
    }

    /** Red, then green, then blue, each line by line: as the networks take it. */
    @Test
    void show_image_hasItsGreenBehindAllItsRed() {
        LabeledImages test = load(folder).test();
        float[] x = new float[3072 * 16];

        test.show(new int[] {0}, 0, 1, x, 16);

        assertThat(x[0]).as("red of the first pixel").isEqualTo(7 / 255f);
        assertThat(x[1024 * 16]).as("green").isEqualTo((7 + 1024) % 256 / 255f);
        assertThat(x[(2 * 1024 + 33) * 16]).as("blue, second line").isEqualTo((7 + 2081) % 256 / 255f);
    }

    @Test
    void load_folderAsUnpacked_isFoundInside() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("cifar-10-batches-bin"));
        CifarFile.write(inside, 3);

        assertThat(load(folder).test().count()).isEqualTo(3);
    }

    @Test
    void load_gzippedFile_isUnpacked() throws IOException {
        Files.delete(folder.resolve(SECOND));
        Files.write(folder.resolve(SECOND + ".gz"), IdxFile.gzip(CifarFile.of(4, 0)));

        assertThat(load(folder).train().count()).isEqualTo(12);
    }

    @Test
    void load_missingFolder_saysSo() {
        Path missing = folder.resolve("cifar");

        assertThatThrownBy(() -> load(missing))
                .isInstanceOf(UnusableDataException.class)
                .hasMessage(missing + " is not a folder: give --data the folder of the six binary CIFAR-10 files.");
    }

    @Test
    void load_missingFile_namesIt() throws IOException {
        Files.delete(folder.resolve("test_batch.bin"));

        assertRefused("No test_batch.bin in " + folder + ": unpack cifar-10-binary.tar.gz there, which holds the six"
                + " files of CIFAR-10's binary version.");
    }

    @Test
    void load_truncatedFile_countsTheBytes() throws IOException {
        Files.write(folder.resolve(SECOND), Arrays.copyOf(CifarFile.of(2, 0), 5000));

        assertRefused("$data_batch_2.bin has 5000 bytes (unpacked), expected a multiple of 3073, an image and its"
                + " label: it is truncated or of another format, fetch it again.");
    }

    @Test
    void load_emptyFile_isRefused() throws IOException {
        Files.write(folder.resolve(SECOND), new byte[0]);

        assertRefused("$data_batch_2.bin has 0 bytes (unpacked), expected a multiple of 3073, an image and its"
                + " label: it is truncated or of another format, fetch it again.");
    }

    @Test
    void load_truncatedGzip_saysItIsDamaged() throws IOException {
        byte[] packed = IdxFile.gzip(CifarFile.of(2, 0));
        Files.write(folder.resolve(SECOND), Arrays.copyOf(packed, packed.length / 2));

        assertRefused(
                "$data_batch_2.bin is a damaged gzip file (Unexpected end of ZLIB input stream): fetch it again.");
    }

    @Test
    void load_labelAboveNine_saysWhere() throws IOException {
        byte[] file = CifarFile.of(2, 0);
        file[3073] = 99;
        Files.write(folder.resolve(SECOND), file);

        assertRefused("$data_batch_2.bin has label 99 at index 1, expected 0 to 9: take the binary version of CIFAR-10,"
                + " not of CIFAR-100.");
    }

    @Test
    void source_cifarWithoutFolder_asksForIt() {
        assertThatThrownBy(() -> new DataSource(DataFormat.CIFAR10, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dataset cifar10 is not bundled: give the folder of its files with --data.");
    }
}
