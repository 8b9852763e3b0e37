package io.powermeter.reports.picture;

import io.powermeter.reports.comparison.Comparison;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void samples() throws IOException {
        Path folder = Path.of("target", "pictures");
        Files.createDirectories(folder);
        for (Map.Entry<String, Comparison> one : TestComparisons.all().entrySet()) {
            for (Picture picture : Picture.of(one.getValue())) {
                Path file = folder.resolve(one.getKey() + "-" + picture.name());
                try (OutputStream png = Files.newOutputStream(Path.of(file + ".png"));
                        OutputStream svg = Files.newOutputStream(Path.of(file + ".svg"))) {
                    picture.writePng(144, png);
                    picture.writeSvg(svg);
                }
            }
        }
    }
}
