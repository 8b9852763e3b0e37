package io.powermeter.reports.picture;

import io.powermeter.recording.RecordingReader;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Draws pictures to look at: of run folders, or of the made-up comparisons of the tests if none is given.
 *
 * <p>{@code PictureSamples FOLDER [RUN...]}, with the class path of the tests.
 */
final class PictureSamples {
    private PictureSamples() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<RunFigures> runs = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            runs.add(RunFigures.of(Summary.of(RecordingReader.read(Path.of(arguments[i]))), Comparison.ACCURACY));
        }
        Map<String, Comparison> all =
                runs.isEmpty() ? TestComparisons.all() : Map.of("runs", TestComparisons.of(runs.stream()));
        for (Map.Entry<String, Comparison> one : all.entrySet()) {
            for (Picture picture : Picture.of(one.getValue())) {
                String file = one.getKey() + "-" + picture.name();
                try (OutputStream png = Files.newOutputStream(folder.resolve(file + ".png"));
                        OutputStream svg = Files.newOutputStream(folder.resolve(file + ".svg"))) {
                    picture.writePng(192, png);
                    picture.writeSvg(svg);
                }
            }
        }
    }
}
