package io.powermeter.workloads.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {

    private static final String IMAGES = "train-images-idx3-ubyte";
    private static final String LABELS = "t10k-labels-idx1-ubyte";

    @TempDir
    Path folder;

    @BeforeEach
    void writeGoodFiles() throws IOException {
        write(IMAGES, IdxFile.images(3));
        write("train-labels-idx1-ubyte", IdxFile.labels(3));
        write("t10k-images-idx3-ubyte", IdxFile.images(2));
        write(LABELS, IdxFile.labels(2));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Mnist.in(folder))
                .isInstanceOf(UnusableDataException.class)
                .hasMessage(message.replace("$", folder + "/"));
    }

    @Test
    void bundled_trainAndTest_isTheBeginningOfMnist() {
        Dataset mnist = Mnist.bundled();

        assertThat(Arrays.copyOf(mnist.train().labels(), 10)).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(Arrays.copyOf(mnist.test().labels(), 10)).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
        assertThat(countsOf(mnist.train())).containsExactly(1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978);
        assertThat(countsOf(mnist.test())).containsExactly(175, 234, 219, 207, 217, 179, 178, 205, 192, 194);
    }

    private static int[] countsOf(LabeledImages images) {
        int[] counts = new int[10];
        for (byte label : images.labels()) {
            counts[label]++;
        }
        return counts;
    }

    @Test
    void in_plainFiles_readsTheBytes() {
        Dataset mnist = Mnist.in(folder);

        assertThat(mnist.train().count()).isEqualTo(3);
        assertThat(mnist.train().labels()).containsExactly(0, 1, 2);
        assertThat(mnist.train().pixels())
                .hasSize(3 * 784)
                .startsWith(0, 1, 2, 3)
                .endsWith(2351 % 251);
        assertThat(mnist.test().count()).isEqualTo(2);
    }

    @Test
    void in_gzippedFiles_goesByContentNotName() throws IOException {
        write(IMAGES, IdxFile.gzip(IdxFile.images(3)));
        Files.move(folder.resolve("train-labels-idx1-ubyte"), folder.resolve("train-labels-idx1-ubyte.gz"));
        Files.delete(folder.resolve(LABELS));
        write("t10k-labels.idx1-ubyte.gz", IdxFile.gzip(IdxFile.labels(2)));

        Dataset mnist = Mnist.in(folder);

        assertThat(mnist.train().pixels()).hasSize(3 * 784);
        assertThat(mnist.test().labels()).containsExactly(0, 1);
    }

    @Test
    void in_missingFolder_saysSo() {
        Path missing = folder.resolve("mnist");

        assertThatThrownBy(() -> Mnist.in(missing))
                .isInstanceOf(UnusableDataException.class)
                .hasMessage(
                        missing + " is not a folder: give --data the folder of the four MNIST files, or leave it out"
                                + " to use the bundled subset.");
    }

    @Test
    void in_missingFile_namesIt() throws IOException {
        Files.delete(folder.resolve(LABELS));

        assertRefused(
                "No t10k-labels-idx1-ubyte in " + folder + ": put the four MNIST files there, plain or with .gz, or"
                        + " leave --data out to use the bundled subset.");
    }

    @Test
    void in_swappedFiles_showsTheMagic() throws IOException {
        write(IMAGES, IdxFile.labels(3));

        assertRefused("$train-images-idx3-ubyte is not an IDX image file: magic 0x00000801, expected 0x00000803. Check"
                + " that the files were not swapped.");
    }

    @Test
    void in_truncatedImages_countsTheBytes() throws IOException {
        write(IMAGES, Arrays.copyOf(IdxFile.images(3), 1000));

        assertRefused(
                "$train-images-idx3-ubyte is truncated: 2368 bytes expected, 1000 found (unpacked). Fetch it again.");
    }

    @Test
    void in_emptyFile_isTruncated() throws IOException {
        write(LABELS, new byte[0]);

        assertRefused("$t10k-labels-idx1-ubyte is truncated: 8 bytes expected, 0 found (unpacked). Fetch it again.");
    }

    @Test
    void in_truncatedGzip_saysItIsDamaged() throws IOException {
        byte[] packed = IdxFile.gzip(IdxFile.images(3));
        write(IMAGES, Arrays.copyOf(packed, packed.length / 2));

        assertRefused("$train-images-idx3-ubyte is a damaged gzip file (Unexpected end of ZLIB input stream): fetch it"
                + " again.");
    }

    @Test
    void in_bytesAfterTheLastItem_isRefused() throws IOException {
        write(LABELS, Arrays.copyOf(IdxFile.labels(2), 11));

        assertRefused("$t10k-labels-idx1-ubyte goes on after its last item, at byte 10: it is not what its header says,"
                + " fetch it again.");
    }

    @Test
    void in_hugeOrNegativeCount_isRefusedBeforeAllocation() throws IOException {
        write(LABELS, IdxFile.of(0x801, 2, 10, 1_000_001));
        assertRefused("$t10k-labels-idx1-ubyte says it has 1000001 items, expected 1 to 1000000: fetch it again.");

        write(LABELS, IdxFile.of(0x801, 2, 10, -1));
        assertRefused("$t10k-labels-idx1-ubyte says it has 4294967295 items, expected 1 to 1000000: fetch it again.");
    }

    @Test
    void in_gzipThatUnpacksToMuchMore_isRefusedUnread() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28});
            for (int megabyte = 0; megabyte < 64; megabyte++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        CountingStream counted = new CountingStream(new ByteArrayInputStream(bomb.toByteArray()));

        Idx idx = Idx.read(counted, "bomb");
        assertThat(idx.bytes()).hasSize(16 + 2 * 784 + 1);
        assertThat(counted.read)
                .as("bytes of the packed file")
                .isLessThan(20_000)
                .isLessThan(bomb.size());
        assertThatThrownBy(idx::images)
                .hasMessage(
                        "bomb goes on after its last item, at byte 1584: it is not what its header says, fetch it again.");
    }

    private static final class CountingStream extends FilterInputStream {
        private int read;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int got = super.read(into, from, length);
            read += got;
            return got;
        }
    }

    @Test
    void in_fewerLabelsThanImages_namesBoth() throws IOException {
        write(LABELS, IdxFile.labels(1));

        assertRefused(
                "$t10k-images-idx3-ubyte has 2 images but $t10k-labels-idx1-ubyte has 1 labels: take both files from"
                        + " the same data set.");
    }

    @Test
    void in_otherImageSize_saysWhich() throws IOException {
        write(IMAGES, IdxFile.of(0x803, 3 * 1024, 251, 3, 32, 32));

        assertRefused("$train-images-idx3-ubyte has images of 32 x 32 pixels, expected 28 x 28: the models take"
                + " MNIST-shaped images only.");
    }

    @Test
    void in_labelAboveNine_saysWhere() throws IOException {
        write(LABELS, new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 9, (byte) 200});

        assertRefused("$t10k-labels-idx1-ubyte has label 200 at index 1, expected 0 to 9: take the label file of a"
                + " ten-class data set.");
    }

    @Test
    void in_unreadableFile_saysWhy() throws IOException {
        Files.delete(folder.resolve(LABELS));
        Files.createDirectory(folder.resolve(LABELS));

        assertRefused(
                "Cannot read $t10k-labels-idx1-ubyte (java.io.IOException: Is a directory): check that you may read"
                        + " it, or fetch it again.");
    }
}
