package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.powermeter.carbon.CarbonAccount;
import io.powermeter.carbon.CarbonTerms;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reports that are text: Markdown, CSV, LaTeX and the paragraph for a model card. */
class TextReportsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Reports.Format.class,
            names = {"MD", "CSV", "TEX", "CARD"})
    void write_measuredRun_isTheGoldenFile(Reports.Format format) throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.FRANCE);
        try (InputStream golden = TextReportsTest.class.getResourceAsStream(format.fileName())) {
            assertThat(golden).isNotNull();
            assertThat(text(TestRuns.measured(folder.resolve("run")), format))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Reports.Format.class,
            names = {"MD", "CSV", "TEX", "CARD"})
    void write_estimate_saysSoAndGivesTheBand(Reports.Format format) throws IOException {
        String text = text(TestRuns.estimated(folder.resolve("run")), format);

        assertThat(text).containsIgnoringCase("estimated");
        assertThat(text).containsPattern("between 600.0 J and 2.400 kJ|,1200,600,2400,");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reports.Format.class,
            names = {"MD", "CSV", "TEX", "CARD"})
    void write_nothingRecorded_hasNoEnergyInsteadOfZero(Reports.Format format) throws IOException {
        String text = text(TestRuns.empty(folder.resolve("run")), format);

        assertThat(text).containsPattern("(?i)not known|nothing,run,,all,true,,1,0,0(,){16}\n");
        assertThat(text).doesNotContain("NaN", "null", "0 J", "0 g");
    }

    @Test
    void csv_hostileNames_areCellsOfOneLine() throws IOException {
        List<String> lines = text(TestRuns.hostile(folder.resolve("run")), Reports.Format.CSV)
                .lines()
                .toList();

        assertThat(lines).hasSize(1 + 3 * 2);
        assertThat(lines.subList(1, 7)).allMatch(line -> line.startsWith("\"\"\"><script>alert(1)</script> "));
        assertThat(lines.get(3)).contains(",phase,</script><script>alert(3)</script>,all,true,MEASURED,1,3,1,150,");
    }

    @Test
    void csv_wattmeter_hasItsComponentsBesideTheTotal() throws IOException {
        assertThat(text(TestRuns.wall(folder.resolve("run"), true), Reports.Format.CSV))
                .contains("\nwall,run,,wall,true,MEASURED,1,10,1,5000,")
                .contains("\nwall,run,,gpu,false,MEASURED,1,10,1,3000,");
    }

    @Test
    void csv_phaseThatIsNotResolved_hasItsTimeAndNoJoules() throws IOException {
        assertThat(text(TestRuns.shortPhase(folder.resolve("run")), Reports.Format.CSV))
                .containsPattern("\nshort,phase,blink,all,true,MEASURED,1,0.001,1(,){13}0,,,\"not resolved: too short");
    }

    @Test
    void markdown_hostileRun_hasNoHtml() throws IOException {
        assertThat(text(TestRuns.hostile(folder.resolve("run")), Reports.Format.MD)
                        .replaceAll("(?m)^`.*`$", ""))
                .contains("\\<script\\>")
                .doesNotContainPattern("(?<!\\\\)[<>]");
    }

    @Test
    void card_country_isMetadataOfHuggingFace() throws IOException {
        Summary measured = TestRuns.measured(folder.resolve("run"), "a \"b\" \\ c", List.of("true"));
        Summary inFrance = TestRuns.with(measured, Map.of(CarbonTerms.COUNTRY, "FR"));
        JsonNode metadata = yaml(text(inFrance, Reports.Format.CARD)).get("co2_eq_emissions");

        assertThat(metadata.fieldNames())
                .toIterable()
                .containsExactly("emissions", "source", "training_type", "geographical_location", "hardware_used");
        assertThat(metadata.get("emissions").asDouble())
                .isCloseTo(CarbonAccount.of(inFrance).emissions().operational().value(), withinPercentage(1e-6));
        assertThat(metadata.get("geographical_location").asText()).isEqualTo("France");
        assertThat(metadata.get("training_type").asText()).isEqualTo("FILL IN: pre-training or fine-tuning");
    }

    @Test
    void card_estimate_givesTheBandInTheMetadataToo() throws IOException {
        assertThat(yaml(text(TestRuns.estimated(folder.resolve("run")), Reports.Format.CARD))
                        .at("/co2_eq_emissions/source")
                        .asText())
                .isEqualTo(
                        "powermeter 0.1.0: energy estimated by a model (sampler load: CPU); the truth may lie between"
                                + " 600.0 J and 2.400 kJ; with 56 g/kWh (given) and a PUE of 1.2");
    }

    @Test
    void card_runThatEndedEarly_saysSoAndTheCoverage() throws IOException {
        assertThat(text(TestRuns.withGap(folder.resolve("run"), false), Reports.Format.CARD))
                .contains(" is known for 80.0 % of the time.", " Ended early: ");
        assertThat(text(TestRuns.estimated(folder.resolve("failed")), Reports.Format.CARD))
                .contains(" The job failed: exit code 3.");
    }

    @Test
    void card_noCountry_leavesThePlaceToBeFilledIn() throws IOException {
        Summary measured = TestRuns.measured(folder.resolve("run"));
        Summary inTheWorld = TestRuns.with(measured, Map.of());

        assertThat(text(inTheWorld, Reports.Format.CARD))
                .contains("geographical_location: \"FILL IN: where the machine stands\"");
    }

    @Test
    void card_wattmeter_saysThatOnlyTheHardwareIsNotInIt() throws IOException {
        assertThat(text(TestRuns.wall(folder.resolve("run"), true), Reports.Format.CARD))
                .contains("measured by nvml (wall) on ")
                .contains("Not in it: the making of the hardware.")
                .contains("hardware_used: \"Intel Xeon Gold 6248R, 2 sockets, 192.0 GiB, 1 GPU\"");
    }

    @Test
    void tex_everyRun_compiles() throws Exception {
        assumeTrue(PdfLatex.isInstalled(), "pdflatex is not installed: report.tex was not compiled");
        List<String> tables = new ArrayList<>();
        for (Summary summary : List.of(
                TestRuns.measured(folder.resolve("measured")),
                TestRuns.measured(
                        folder.resolve("named"), "[1ex] Łódź & 50% \\input{x} --- 🔋≠שלום `'<>\"~^", List.of()),
                TestRuns.estimated(folder.resolve("estimated")),
                TestRuns.empty(folder.resolve("empty")),
                TestRuns.hostile(folder.resolve("hostile")))) {
            tables.add(text(summary, Reports.Format.TEX));
        }

        PdfLatex.compile(folder, tables);
    }

    private static JsonNode yaml(String card) throws IOException {
        String block = card.substring(card.indexOf("```yaml\n") + 8, card.lastIndexOf("```"));
        return new YAMLMapper().readTree(block);
    }

    private String text(Summary summary, Reports.Format format) throws IOException {
        return Files.readString(Reports.write(summary, folder.resolve("reports"), Set.of(format))
                .get(0));
    }
}
