package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.summary.Summary;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerPngTest {
    private static final int CPU = 0x0072B2;
    private static final int DRAM = 0xE69F00;
    private static final int INK = 0x1F2328;

    @TempDir
    Path folder;

    @Test
    void write_severalComponents_drawsALineForEach() throws IOException {
        BufferedImage image = image(TestRuns.measured(folder.resolve("run")));

        assertThat(columnsWith(image, CPU)).isGreaterThan(image.getWidth() / 2);
        assertThat(columnsWith(image, DRAM)).isGreaterThan(image.getWidth() / 2);
    }

    @Test
    void write_oneComponent_drawsTheMachineOnly() throws IOException {
        BufferedImage image = image(TestRuns.withGap(folder.resolve("run"), true));

        assertThat(columnsWith(image, CPU)).isZero();
        assertThat(columnsWith(image, INK)).isGreaterThan(image.getWidth() / 2);
    }

    @Test
    void write_gap_breaksTheLine() throws IOException {
        BufferedImage image = image(TestRuns.withGap(folder.resolve("run"), true));
        int middle = image.getWidth() / 2 + 20;

        assertThat(hasInk(image, middle, 100, image.getHeight() - 100)).isFalse();
        assertThat(hasInk(image, image.getWidth() / 4, 100, image.getHeight() - 100))
                .isTrue();
    }

    @Test
    void write_nothingRecordedOrHostileNames_drawsAPicture() throws IOException {
        assertThat(image(TestRuns.empty(folder.resolve("empty"))).getHeight()).isEqualTo(720);
        assertThat(image(TestRuns.hostile(folder.resolve("hostile"))).getHeight())
                .isEqualTo(720);
    }

    private static BufferedImage image(Summary summary) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        PowerPng.write(summary, 192, png);
        return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    }

    private static int columnsWith(BufferedImage image, int colour) {
        int columns = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if ((image.getRGB(x, y) & 0xFFFFFF) == colour) {
                    columns++;
                    break;
                }
            }
        }
        return columns;
    }

    private static boolean hasInk(BufferedImage image, int x, int fromY, int toY) {
        for (int y = fromY; y < toY; y++) {
            if ((image.getRGB(x, y) & 0xFFFFFF) == INK) {
                return true;
            }
        }
        return false;
    }
}
