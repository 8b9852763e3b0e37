package io.powermeter.reports;

import static io.powermeter.reports.comparison.TestFigures.named;
import static io.powermeter.reports.comparison.TestFigures.repeats;
import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Part;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.comparison.Study;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonPageTest {
    private static final String HOSTILE = "</script><script>document.title='owned'</script>\"'&\u202eevil 🔥 שלום";

    @TempDir
    Path folder;

    private Path page(List<RunFigures> runs) throws IOException {
        Path file = folder.resolve("comparison.html");
        try (OutputStream out = Files.newOutputStream(file)) {
            HtmlReport.write(Comparison.of(runs, Comparison.Terms.USUAL), out);
        }
        return file;
    }

    private static List<RunFigures> three() {
        return Stream.of(
                        repeats("dense", 10, 122, 0.974),
                        repeats("sparse csr", 10, 44, 0.952),
                        repeats("masked", 10, 122.5, 0.951))
                .flatMap(runs -> runs)
                .toList();
    }

    private static String text(String html) {
        return html.replaceAll("(?s)<script.*?</script>|<style.*?</style>|<title>.*?</title>", "")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ")
                .replace("&lt;", "<");
    }

    @Test
    void write_threeGroups_saysWhichIsBetterAndWhichIsNotResolved() throws IOException {
        assertThat(text(Files.readString(page(three()))))
                .contains("3 groups beside each other", "30 runs in 3 groups", "MEASURED")
                .containsPattern("sparse csr beside dense: Energy × 0\\.3\\d+ \\(0\\.3\\d+ to 0\\.3\\d+\\) better")
                .containsPattern("masked beside dense: Energy × \\S+ \\(\\S+ to 1\\.\\d+\\) not resolved")
                .containsPattern("accuracy -0\\.02\\d+ \\(-0\\.0\\d+ to -0\\.0\\d+\\) worse")
                .containsPattern("about \\d+ repeats of each would show it; 10 show \\S+ % or more")
                .doesNotContain("MEASUREDFORCED", "Not compared");
    }

    private static Study study(String per) {
        return new Study(
                "Is sparse cheaper?",
                "Others saw nothing. Do we?",
                per,
                List.of(
                        new Study.Published(
                                "masked",
                                "771 of 785 Wh",
                                "AIPowerMeter",
                                "https://example.org/a?b=1&c=2",
                                "a ratio near 1",
                                new Study.Ours("masked", "", "energy")),
                        new Study.Published(
                                HOSTILE, HOSTILE, HOSTILE, "", "", new Study.Ours("sparse csr", "train", "time")),
                        new Study.Published("none", "1", "book", "", "", new Study.Ours("gone", "", "energy"))));
    }

    private String studied(List<RunFigures> runs, Study study) throws IOException {
        Path file = folder.resolve("study.html");
        try (OutputStream out = Files.newOutputStream(file)) {
            HtmlReport.write(Comparison.of(runs, Comparison.Terms.USUAL, study), out);
        }
        return Files.readString(file);
    }

    @Test
    void write_study_putsWhatOthersFoundBesideOurs() throws IOException {
        String html = studied(three(), study(""));

        assertThat(text(html))
                .contains("Is sparse cheaper?", "Others saw nothing. Do we?", "What others found", "771 of 785 Wh")
                .containsPattern(
                        "masked, Energy: 1\\d+\\S* ± \\S+ J, \\S+ of dense \\(\\S+ to \\S+\\) ?not resolved ?a ratio")
                .containsPattern("sparse csr, train, Time: \\S+ ± \\S+ s, 0.3\\S+ of dense")
                .containsPattern("none ?1 ?book ?– ?")
                .doesNotContain("3 groups beside each other", "Every figure is of one");
        assertThat(html).contains("<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noreferrer noopener\">");
        assertThat(html).doesNotContain(HOSTILE);
    }

    @Test
    void write_phasesThatCannotBeAddedUp_areTheAnswerThemselves() throws IOException {
        List<RunFigures> runs = three().stream()
                .map(run -> new Part(
                                run.name(),
                                List.of("job"),
                                Map.of("product", "train", "dot", "test"),
                                "none",
                                false,
                                true)
                        .of(run, "accuracy"))
                .toList();

        assertThat(text(studied(runs, study("multiplication"))))
                .contains("Every figure is of one multiplication", "What others found")
                .containsPattern("sparse csr beside dense: (dot|product) Energy × 0\\.3\\d+ \\(\\S+ to \\S+\\) better")
                .doesNotContain("All of it");
    }

    @Test
    void write_refusedAndFarRuns_areToldAtTheTop() throws IOException {
        List<RunFigures> runs = Stream.concat(
                        three().stream(),
                        Stream.of(
                                named("dense", 300)
                                        .metric("accuracy", 0.97)
                                        .number(11)
                                        .run(),
                                named("late", 100)
                                        .ending("it ended early: its end is not recorded")
                                        .run()))
                .toList();

        assertThat(text(Files.readString(page(runs))))
                .contains("Before you believe the numbers")
                .contains("Not compared: runs/late-1: it ended early: its end is not recorded.")
                .contains("Far: run 11 of dense is far from the others: energy 300.0 J")
                .contains("far from its repeats");
    }

    @Test
    void write_oneGroup_hasNoVerdicts() throws IOException {
        assertThat(text(Files.readString(page(repeats("dense", 3, 122, 0.974).toList()))))
                .contains("dense 3 runs in 1 group")
                .doesNotContain("Rank p", "better, p");
    }

    @Test
    void write_inksOfThePictures_haveOthersInTheDark() throws IOException {
        String html = Files.readString(page(three()));
        String style = html.substring(html.indexOf("<style>"), html.indexOf("</style>"));
        List<String> brightOnBoth = List.of("rgb(213,94,0)", "rgb(0,158,115)", "rgb(230,159,0)", "rgb(140,149,159)");

        assertThat(Pattern.compile("(?:fill|stroke)=\"(rgb\\([^\"]*)\"")
                        .matcher(html.substring(html.indexOf("<figure>"), html.lastIndexOf("</figure>")))
                        .results()
                        .map(ink -> ink.group(1))
                        .filter(ink -> !brightOnBoth.contains(ink))
                        .distinct())
                .hasSizeGreaterThan(5)
                .allSatisfy(ink -> assertThat(style).contains("\"" + ink + "\""));
    }

    @Test
    void write_twoHundredRuns_staysSmall() throws IOException {
        List<RunFigures> runs = IntStream.range(0, 20)
                .boxed()
                .flatMap(i -> repeats("group " + i, 10, 100 + i, 0.9))
                .toList();

        assertThat(page(runs)).isRegularFile();
        assertThat(Files.size(page(runs))).isLessThan(2_000_000);
    }

    @Test
    void open_hostileNames_stayText() throws Exception {
        List<RunFigures> runs = Stream.of(
                        repeats(HOSTILE, 3, 100, 0.9),
                        repeats("x".repeat(10_000), 3, 50, 0.9),
                        repeats(" ", 1, 50, 0.9))
                .flatMap(all -> all)
                .toList();

        String dom = new Browser(folder).open(page(runs));

        assertThat(dom)
                .contains("&lt;/script&gt;&lt;script&gt;document.title='owned'")
                .doesNotContain("<title>owned", "\u202e", "x".repeat(200))
                .contains("<canvas");
    }

    @Test
    void use_headsOfATable_sortIt() throws Exception {
        String dom = new Browser(folder)
                .use(
                        page(three()),
                        "const t = document.querySelector('table.sortable'), say = () => document.title +="
                                + " '|' + Array.from(t.tBodies[0].rows, r => r.cells[0].textContent.trim()).join();"
                                + "const b = t.querySelectorAll('th button'); b[2].click(); say(); b[2].click(); say();"
                                + "b[0].click(); say();");

        assertThat(dom)
                .contains(
                        "|sparse csr,densebaseline,masked|masked,densebaseline,sparse csr|densebaseline,masked,sparse csr")
                .contains("aria-sort=\"ascending\"");
    }

    @Test
    void use_zoomAlignAndLegend_workByButtons() throws Exception {
        String dom = new Browser(folder)
                .use(
                        page(three()),
                        "const click = q => document.querySelector(q).click();"
                                + "click('[data-zoom=in]'); click('[data-zoom=right]'); click('[data-zoom=reset]');"
                                + "document.querySelectorAll('#align input')[1].click();"
                                + "click('#legend button');"
                                + "document.title = document.querySelectorAll('#align input').length + ' '"
                                + " + document.querySelector('#legend button').getAttribute('aria-pressed') + ' '"
                                + " + document.querySelectorAll('canvas').length;");

        assertThat(dom).contains("<title>3 false 1</title>");
    }
}
