package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.summary.Summary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    @TempDir
    Path temp;

    @Test
    void write_everyFormat_writesThemAndNothingElse() throws IOException {
        Summary summary = TestRuns.measured(temp.resolve("run"));
        Path reports = Reports.folder(summary);

        List<Path> written = Reports.write(summary, reports, Reports.all());

        assertThat(written)
                .containsExactly(
                        reports.resolve("report.html"),
                        reports.resolve("power.png"),
                        reports.resolve("power.svg"),
                        reports.resolve("summary.json"),
                        reports.resolve("report.md"),
                        reports.resolve("report.csv"),
                        reports.resolve("report.tex"),
                        reports.resolve("model-card.md"));
        try (Stream<Path> files = Files.list(reports)) {
            assertThat(files).containsExactlyInAnyOrderElementsOf(written);
        }
    }

    @Test
    void write_oneFormat_leavesTheOthersAlone() throws IOException {
        Summary summary = TestRuns.estimated(temp.resolve("run"));

        Reports.write(summary, temp.resolve("out"), EnumSet.of(Reports.Format.JSON));

        assertThat(temp.resolve("out").toFile().list()).containsExactly("summary.json");
    }

    @Test
    void write_again_replacesTheReport() throws IOException {
        Path out = Files.createDirectory(temp.resolve("out"));
        Files.writeString(out.resolve("summary.json"), "old");

        Reports.write(TestRuns.estimated(temp.resolve("run")), out, EnumSet.of(Reports.Format.JSON));

        assertThat(out.resolve("summary.json")).content().startsWith("{").endsWith("}\n");
    }

    @Test
    void write_folderIsAFile_saysWhatAndWhere() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        Summary summary = TestRuns.empty(temp.resolve("run"));

        assertThatThrownBy(() -> Reports.write(summary, file, Reports.all()))
                .isInstanceOf(ReportException.class)
                .hasMessage("Cannot write " + file.resolve("report.html") + ": " + file
                        + " is a file and not a folder. Free the way or give another folder.");
    }

    @Test
    void write_reportIsAFolder_leavesNoHalfFile() throws IOException {
        Path out = temp.resolve("out");
        Files.createDirectories(out.resolve("summary.json/full"));
        Summary summary = TestRuns.empty(temp.resolve("run"));

        assertThatThrownBy(() -> Reports.write(summary, out, Set.of(Reports.Format.JSON)))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("Cannot write " + out.resolve("summary.json") + ": ");
        assertThat(out.toFile().list()).containsExactly("summary.json");
    }

    @Test
    void write_linkAtTheTemporaryName_isNotFollowed() throws IOException {
        Path precious = Files.writeString(temp.resolve("precious"), "results");
        Path out = Files.createDirectories(temp.resolve("linked"));
        Files.createSymbolicLink(out.resolve(".summary.json.part"), precious);

        Reports.write(TestRuns.empty(temp.resolve("linked-run")), out, EnumSet.of(Reports.Format.JSON));
        assertThat(precious).hasContent("results");
        assertThat(out.resolve("summary.json")).isRegularFile().content().contains("formatVersion");
    }

    @Test
    void write_pngForPrint_isLargerAndSharper() throws IOException {
        Summary summary = TestRuns.measured(temp.resolve("run"));
        Set<Reports.Format> png = EnumSet.of(Reports.Format.PNG);

        BufferedImage screen = image(Reports.write(summary, temp.resolve("screen"), png));
        BufferedImage print = image(Reports.write(summary, temp.resolve("print"), png, Reports.Resolution.PRINT));

        assertThat(screen.getWidth()).isEqualTo(1440);
        assertThat(print.getWidth()).isEqualTo(2250);
    }

    private static BufferedImage image(List<Path> written) throws IOException {
        return ImageIO.read(written.get(0).toFile());
    }
}
