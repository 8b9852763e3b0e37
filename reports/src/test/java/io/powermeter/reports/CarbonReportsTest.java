package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.reports.words.CarbonWords;
import io.powermeter.summary.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every report says of the greenhouse gas of a run whose grid changed, and of which little is certain. */
class CarbonReportsTest {
    /** 60 g/kWh for half of the energy, 180 for a quarter, France's 56.039 for the rest. */
    private static final double INTENSITY = 60 / 2.0 + 180 / 4.0 + 56.039 / 4;

    private static final double GRAMS = 1200 / 3.6e6 * 1.25 * INTENSITY;

    @TempDir
    Path folder;

    private Summary summary;

    @BeforeEach
    void record() throws IOException {
        summary = TestRuns.withCarbonTerms(folder.resolve("run"));
    }

    private String text(Report report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.write(summary, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private interface Report {
        void write(Summary summary, ByteArrayOutputStream out) throws IOException;
    }

    @Test
    void words_ofAll_sayWhoseFigureWasUsedForHowMuch() {
        CarbonWords words = new CarbonWords(summary);
        assertThat(words.grams()).isEqualTo("37.09 mg (14.83 mg to 89.01 mg)");
        assertThat(words.terms())
                .isEqualTo("89.01 g/kWh (An Operator, zone FR for 75.0 % of the energy, else France, 2023;"
                        + " 56.04 to 180 g/kWh over the run) and a PUE of 1.25 (1 to 1.5)");
    }

    @Test
    void words_unknownPlace_giveTheRangeOfAllPlaces() {
        CarbonWords words = new CarbonWords(TestRuns.with(summary, Map.of()));
        assertThat(words.terms()).isEqualTo("475 (20 to 1306) g/kWh (world average, 2019) and a PUE of 1");
        assertThat(words.variation()).isEmpty();
    }

    @Test
    void json_ofAll_isTheIntegralWithItsEnds() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SummaryJson.write(summary, out);
        JsonNode carbon = Schema.json(out.toByteArray()).get("carbon");

        assertThat(carbon.get("grams").asDouble()).isCloseTo(GRAMS, within(1e-9));
        assertThat(carbon.get("lowGrams").asDouble()).isCloseTo(GRAMS / 2 / 1.25, within(1e-9));
        assertThat(carbon.get("highGrams").asDouble()).isCloseTo(GRAMS * 2 * 1.2, within(1e-9));
        assertThat(carbon.get("intensity").asDouble()).isCloseTo(INTENSITY, within(1e-6));
        assertThat(carbon.get("toldShare").asDouble()).isEqualTo(0.75);
        assertThat(carbon.get("told")).hasSize(2);
        assertThat(carbon.at("/told/1/from").textValue()).isEqualTo("2026-11-22T09:30:30Z");
        assertThat(carbon.at("/embodied/grams").asDouble()).isCloseTo(1.5e6 * 60 / 4 / 31_557_600, within(1e-8));
    }

    @Test
    void csv_ofAll_hasTheEndsAndTheEmbodiedPartOfTheRunOnly() throws IOException {
        assertThat(text(CsvReport::write))
                .contains(",0.0370873958,0.0148349583,0.08900975,,0.712981976,")
                .contains("run,,cpu,true,ESTIMATED,1,60,1,1200,,,,,,20,0.0370873958,,,,,");
    }

    @Test
    void markdown_ofAll_keepsOperationalAndEmbodiedApart() throws IOException {
        assertThat(text(MarkdownReport::write))
                .contains("333.3 mWh × 1.25 × 89.01 g/kWh = 37.09 mg CO₂e.")
                .contains("| Operational: energy × PUE × intensity | 37.09 mg (14.83 mg to 89.01 mg) |")
                .contains("| Embodied: making of the machine × duration ÷ lifetime | 713.0 mg (475.3 mg to 950.6 mg) |")
                .contains("| Operational and embodied | 750.1 mg (490.2 mg to 1.040 g) |")
                .contains("| Source of the rest | Our World in Data / Ember, CC BY 4.0 |")
                .contains("- An Operator did not answer at 09:30.")
                .contains("told for 75.0 % of the energy; the rest is counted with 56.04 g/kWh");
    }

    @Test
    void html_ofAll_saysTheSame() throws IOException {
        assertThat(text(HtmlReport::write))
                .contains("37.09 mg (14.83 mg to 89.01 mg)", "713.0 mg (475.3 mg to 950.6 mg)")
                .contains("As much as a new European car emits in 6.939 m");
    }

    @Test
    void tex_ofAll_saysTheSame() throws IOException {
        assertThat(text(LatexReport::write).replaceAll("\\s+", " "))
                .contains("37.09 mg (14.83 mg to 89.01 mg)")
                .contains("713.0 mg (475.3 mg to 950.6 mg) embodied.");
    }

    @Test
    void card_ofAll_doesNotCallTheHardwareMissing() throws IOException {
        assertThat(text(ModelCard::write))
                .contains("this is 37.09 mg (14.83 mg to 89.01 mg) of CO₂e.")
                .contains("The making of the hardware adds 713.0 mg (475.3 mg to 950.6 mg), its share by time:")
                .doesNotContain("Not in it: GPU, disks, network, fans, losses of the power supply, the making")
                .contains("geographical_location: \"France\"");
    }
}
