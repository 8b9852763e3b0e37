package io.powermeter.reports;

import static io.powermeter.reports.comparison.TestFigures.named;
import static io.powermeter.reports.comparison.TestFigures.repeats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.powermeter.reports.ComparisonReports.Format;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Comparison.Terms;
import io.powermeter.reports.comparison.Grouping;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.comparison.Study;
import io.powermeter.reports.comparison.Study.Ours;
import io.powermeter.reports.comparison.Study.Published;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files of a comparison say. */
class ComparisonFilesTest {
    private static final Set<Format> TEXTS = EnumSet.of(Format.MD, Format.CSV, Format.TEX, Format.CARD, Format.JSON);

    @TempDir
    Path folder;

    @Test
    void write_all_isEachFileOfEachFormat() throws IOException {
        List<Path> written = ComparisonReports.write(of(ComparedRuns.three()), folder, ComparisonReports.all());

        assertThat(written)
                .allSatisfy(file -> assertThat(file).isNotEmptyFile())
                .extracting(file -> folder.relativize(file).toString())
                .containsExactly(
                        "comparison.html",
                        "energy.png",
                        "pareto.png",
                        "learning.png",
                        "power.png",
                        "parts.png",
                        "energy.svg",
                        "pareto.svg",
                        "learning.svg",
                        "power.svg",
                        "parts.svg",
                        "comparison.json",
                        "comparison.md",
                        "comparison.csv",
                        "runs.csv",
                        "comparison.tex",
                        "model-card.md");
    }

    @Test
    void format_ofARunToo_hasItsName() {
        assertThat(ComparisonReports.all())
                .extracting(Format::toString)
                .containsExactlyElementsOf(
                        Reports.all().stream().map(Reports.Format::toString).toList());
    }

    @ParameterizedTest
    @CsvSource({"SCREEN,1440", "PRINT,2250"})
    void png_resolution_isItsWidth(Reports.Resolution resolution, int width) throws IOException {
        Comparison comparison = of(Stream.of(named("a", 1).run()));
        Path energy = ComparisonReports.write(comparison, folder, Set.of(Format.PNG), resolution)
                .get(0);

        assertThat(ByteBuffer.wrap(Files.readAllBytes(energy)).getInt(16)).isEqualTo(width);
    }

    @ParameterizedTest
    @ValueSource(strings = {"comparison.csv", "runs.csv", "comparison.json"})
    void write_threeGroups_isTheGoldenFile(String file) throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.FRANCE);
        try (InputStream golden = ComparisonFilesTest.class.getResourceAsStream(file)) {
            assertThat(golden).isNotNull();
            assertThat(text(of(ComparedRuns.three()), file))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void markdown_threeGroups_answersFirst() throws IOException {
        assertThat(text(of(ComparedRuns.three()), "comparison.md"))
                .startsWith("# 3 groups beside each other\n\n16 runs in 3 groups, ")
                .containsPattern(
                        "- \\*\\*sparse csr\\*\\* beside dense: Energy × 0\\.377 \\(.*\\) \\*\\*better\\*\\*; Time ")
                .containsPattern(
                        "- \\*\\*masked\\*\\* beside dense: Energy × \\S+ \\(\\S+ to \\S+\\) \\*\\*not resolved\\*\\*")
                .contains("- Far: run 6 of sparse csr")
                .contains("\n- Not compared: runs/dense-9: its job failed with exit code 1.\n")
                .containsPattern("\\| dense \\| 5 \\| MEASURED \\| 122\\.5 ± 2\\.6 J \\| 0\\.9749 ± 0\\.0031 \\|")
                .containsPattern("\\| masked \\| × 1\\.005 \\(\\S+ to \\S+\\) not resolved \\|")
                .containsPattern("- masked, Energy: about \\d+ repeats of each would show it; 5 show \\S+ % or more\n")
                .contains("\n## Energy by component\n", "\n### train\n", "\n## Method\n", "\n## For a model card\n");
    }

    @Test
    void markdown_hostileNames_areCellsAndWordsOnly() throws IOException {
        String html = html(text(of(ComparedRuns.hostile()), "comparison.md"));

        assertThat(html)
                .contains("a | b `c` **d** &lt;script&gt;alert(1)&lt;/script&gt;</td>")
                .contains("<td align=\"left\">two lines # and a heading</td>", "<td align=\"left\">without name</td>")
                .doesNotContain("<script", "<code>", "\u202E", "x".repeat(61));
        assertThat(html.lines().filter(line -> line.startsWith("<h")))
                .containsExactly(
                        "<h1>7 groups beside each other</h1>",
                        "<h2>Whole runs</h2>",
                        "<h2>Energy by component</h2>",
                        "<h2>By phase</h2>",
                        "<h3>train</h3>",
                        "<h3>test</h3>",
                        "<h2>Method</h2>",
                        "<h2>For a model card</h2>");
    }

    @Test
    void markdown_study_putsWhatOthersFoundBesideOurs() throws IOException {
        Study study = new Study(
                "Is it cheaper?",
                "Others saw *nothing*.",
                "image",
                List.of(
                        new Published(
                                "a | b",
                                "771 of 785 Wh",
                                "A paper",
                                "https://example.org/a_b?c=1&d=2",
                                "a ratio near 1",
                                new Ours("masked", "", "energy")),
                        new Published("gone", "1", "<b>", "javascript:alert(1)", "", null)));
        Comparison comparison = Comparison.of(ComparedRuns.three().toList(), Terms.USUAL, study);

        assertThat(html(text(comparison, Format.MD)))
                .contains("<h1>Is it cheaper?</h1>", "<p>Others saw *nothing*.</p>", "Every figure is of one image: ")
                .containsPattern(
                        "<td align=\"left\">a \\| b</td>\\s*<td align=\"left\">771 of 785 Wh</td>\\s*<td align=\"left\">"
                                + "masked, Energy: 123\\.1 ± 1\\.8 J, 1\\.005 of dense \\(\\S+ to \\S+\\) not resolved</td>")
                .contains("<li>A paper <a href=\"https://example.org/a_b?c=1&amp;d=2\">", "<li>&lt;b&gt;</li>")
                .doesNotContain("javascript");
    }

    @ParameterizedTest
    @CsvSource({"comparison.csv,147", "runs.csv,63"
    }) // 7 groups of 9 + 2 + 2 * 5 figures; 21 runs of a whole and 2 phases
    void csv_hostileNames_areOneLineEachAndNoFormula(String file, int rows) throws IOException {
        List<String> lines = text(of(ComparedRuns.hostile()), file).lines().toList();

        assertThat(lines)
                .hasSize(1 + rows)
                .noneMatch(line -> line.matches("(.*,)?[=+@].*"))
                .anyMatch(line -> line.startsWith("'=cmd|' /C calc'!A0,"))
                .anyMatch(line -> line.startsWith("two lines # and a heading,"))
                .anyMatch(line -> line.startsWith("x".repeat(10_000) + ","));
    }

    @Test
    void runsCsv_outlier_saysInWhichFigures() throws IOException {
        List<String> lines = text(of(ComparedRuns.three()), "runs.csv").lines().toList();

        assertThat(lines.stream().filter(line -> line.startsWith("sparse csr,runs/sparse csr-6,")))
                .satisfiesExactly(
                        whole -> assertThat(whole).contains(",\"energy; energy by sample; net energy; "),
                        train -> assertThat(train).contains(",\"phase train energy; phase train energy by sample"),
                        test -> assertThat(test).contains(",\"phase test energy; phase test energy by sample"));
        assertThat(lines.stream().filter(line -> line.startsWith("dense,")))
                .noneMatch(line -> line.contains("energy; "));
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"MD", "CSV", "TEX", "CARD"})
    void write_estimatesWithGaps_saySo(Format format) throws IOException {
        assertThat(text(estimates(), format))
                .contains(format == Format.CSV ? ",ESTIMATED," : "99.1 ")
                .containsIgnoringCase("estimated");
    }

    @Test
    void write_nothingKnown_isNeverZero() throws IOException {
        Comparison unknown =
                of(Stream.of("a", "b").map(name -> named(name, Double.NaN).run()));
        for (Format format : TEXTS) {
            assertThat(text(unknown, format)).doesNotContain("NaN", "null", "0 J");
        }
        assertThat(text(unknown, Format.TEX)).contains("\nb & 1 & -- & -- &  & 10.000 &  \\\\\n");
        assertThat(text(unknown, Format.CARD))
                .contains(
                        "“a” took 10.0 s and energy that is not known. How much energy “b” used beside it is not known.");
    }

    @Test
    void card_threeGroups_namesCheapestFirstWithIntervalAndP() throws IOException {
        assertThat(text(of(ComparedRuns.three()), Format.CARD))
                .startsWith(
                        "## Energy compared\n\nOf 3 methods, each run 5 to 6 times on AMD EPYC 7B13, 2 CPUs, 24 GiB, the baseline"
                                + " “dense” used 122.5 ± 2.6 J in 12.216 ± 0.027 s, and its accuracy was 0.9749 ± 0.0031. “sparse csr” used"
                                + " 0.377 of the baseline's energy (0.330 to 0.432; p = 0.0087), and its accuracy differs by -0.02")
                .containsPattern(
                        "“masked” used 1\\.005 of the baseline's energy \\(0\\.983 to 1\\.027; not resolved\\)")
                .contains(
                        " The energy was measured by rapl, and is known for 100 % of the time. 1 further run could not be compared. ");
    }

    @Test
    void card_manyGroups_staysAParagraph() throws IOException {
        Comparison many = of(IntStream.range(0, 40)
                .mapToObj(i -> named("method " + i, 100 + i).run()));

        assertThat(text(many, Format.CARD))
                .contains(" 33 more are left out here. ")
                .hasSizeLessThan(1500);
    }

    @Test
    void texts_force_isTold() throws IOException {
        Comparison forced = Comparison.of(
                List.of(
                        named("a", 1).run(),
                        named("a", 2).machine("another one").run()),
                new Terms(Grouping.NAME, "", "accuracy", true));

        for (Format format : List.of(Format.MD, Format.TEX, Format.CARD)) {
            assertThat(text(forced, format)).containsPattern("(?i)by (\\*\\*)?force");
        }
        assertThat(text(forced, Format.MD)).contains("- Forced: a is of several machines: ");
    }

    @Test
    void tex_threeGroups_marksWhatDiffers() throws IOException {
        assertThat(text(of(ComparedRuns.three()), Format.TEX))
                .contains("Group & n & Energy (J) & Energy ratio &  & Time (s) &  & accuracy &  \\\\\n\\midrule\n")
                .contains(
                        "dense & 5 & 122.5 $\\pm$ 2.6 & 1 &  & 12.216 $\\pm$ 0.027 &  & 0.9749 $\\pm$ 0.0031 &  \\\\\n")
                .contains(
                        "sparse csr & 6 & 46.6 $\\pm$ 6.9 & 0.377 (0.330--0.432) & {*}{*} & 4.425 $\\pm$ 0.051 & {*}{*} & ")
                .contains("masked & 5 & 123.1 $\\pm$ 1.8 & 1.005 (0.983--1.027) &  & 12.201 $\\pm$ 0.173 &  & ");
    }

    @Test
    void tex_everyComparison_compiles() throws Exception {
        assumeTrue(PdfLatex.isInstalled(), "pdflatex is not installed: comparison.tex was not compiled");
        List<String> tables = new ArrayList<>();
        for (Comparison comparison : List.of(
                of(ComparedRuns.three()),
                of(ComparedRuns.hostile()),
                of(repeats("alone", 3, 100, 0.9)),
                of(IntStream.range(0, 50).mapToObj(i -> named("method " + i, i).run())),
                estimates())) {
            tables.add(text(comparison, Format.TEX));
        }

        PdfLatex.compile(folder, tables);
    }

    private static Comparison of(Stream<RunFigures> runs) {
        return Comparison.of(runs.toList(), Terms.USUAL);
    }

    private static Comparison estimates() {
        return of(IntStream.rangeClosed(1, 6)
                .mapToObj(i -> named(i % 2 == 0 ? "b" : "a", 100 + i * i)
                        .number(i)
                        .sensors("estimate/cpu estimated")
                        .coverage(0.991)
                        .run()));
    }

    private String text(Comparison comparison, Format format) throws IOException {
        return Files.readString(
                ComparisonReports.write(comparison, folder, Set.of(format)).get(0));
    }

    private String text(Comparison comparison, String file) throws IOException {
        ComparisonReports.write(comparison, folder, TEXTS);
        return Files.readString(folder.resolve(file));
    }

    private static String html(String markdown) {
        List<Extension> github = List.of(TablesExtension.create());
        return HtmlRenderer.builder()
                .extensions(github)
                .build()
                .render(Parser.builder().extensions(github).build().parse(markdown));
    }
}
