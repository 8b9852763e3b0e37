package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.powermeter.summary.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryJsonTest {
    @TempDir
    Path folder;

    @Test
    void write_measuredRun_isTheGoldenFile() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.FRANCE);
        try (InputStream golden = SummaryJsonTest.class.getResourceAsStream("summary.json")) {
            assertThat(golden).isNotNull();
            assertThat(json(TestRuns.measured(folder.resolve("run"))))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void write_estimatedRun_saysSoAndLeavesTheJobOut() throws IOException {
        JsonNode json = read(TestRuns.estimated(folder.resolve("run")));

        assertThat(json.at("/total/joules").asDouble()).isEqualTo(1200);
        assertThat(json.at("/total/measuredJoules").asDouble()).isZero();
        assertThat(json.at("/total/origin").asText()).isEqualTo("ESTIMATED");
        assertThat(json.at("/total/lowJoules").asDouble()).isEqualTo(600);
        assertThat(json.at("/total/highJoules").asDouble()).isEqualTo(2400);
        assertThat(json.at("/exitCode").asInt()).isEqualTo(3);
        assertThat(json.get("job")).isEmpty();
        assertThat(json.get("meter")).isEmpty();
    }

    @Test
    void write_gapAndNoEnd_tellsCoverageAndThatItEndedEarly() throws IOException {
        JsonNode json = read(TestRuns.withGap(folder.resolve("run"), false));

        assertThat(json.at("/total/joules").asDouble()).isEqualTo(400);
        assertThat(json.at("/total/coverage").asDouble()).isEqualTo(0.8);
        assertThat(json.at("/endedEarly").asBoolean()).isTrue();
        assertThat(json.has("exitCode")).isFalse();
    }

    @Test
    void write_nothingRecorded_hasNoEnergyInsteadOfZero() throws IOException {
        JsonNode json = read(TestRuns.empty(folder.resolve("run")));

        assertThat(json.get("total").fieldNames()).toIterable().containsExactly("coverage");
        assertThat(json.get("carbon").has("grams")).isFalse();
        assertThat(json.get("channels")).isEmpty();
        assertThat(json.get("warnings")).isNotEmpty();
    }

    @Test
    void write_wattmeterOrCalibration_tellsWhatIsBesideTheTotal() throws IOException {
        JsonNode measured = read(TestRuns.wall(folder.resolve("measured"), true));
        assertThat(measured.at("/besideWall/CPU").asDouble()).isEqualTo(1000);
        assertThat(measured.at("/besideWall/GPU").asDouble()).isEqualTo(3000);
        assertThat(measured.at("/total/joules").asDouble()).isEqualTo(5000);
        assertThat(measured.has("wallEstimate")).isFalse();

        JsonNode calibrated = read(TestRuns.wall(folder.resolve("calibrated"), false));
        assertThat(calibrated.at("/wallEstimate/joules").asDouble()).isEqualTo(300 + 1100 + 3600);
        assertThat(calibrated.at("/wallEstimate/errorJoules").asDouble()).isEqualTo(40);
        assertThat(calibrated.at("/wallEstimate/origin").asText()).isEqualTo("ESTIMATED");
        assertThat(calibrated.has("besideWall")).isFalse();
    }

    @Test
    void write_hostileNames_keepsThemAsTheyAre() throws IOException {
        Summary summary = TestRuns.hostile(folder.resolve("run"));
        JsonNode json = read(summary);

        assertThat(json.get("name").asText())
                .isEqualTo(summary.recording().info().name());
        assertThat(json.get("metrics").get(TestRuns.HOSTILE).asDouble()).isEqualTo(9);
    }

    private static JsonNode read(Summary summary) throws IOException {
        String text = json(summary);
        assertThat(text).doesNotContain("NaN").doesNotContain("null");
        return JsonMapper.builder().build().readTree(text);
    }

    private static String json(Summary summary) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SummaryJson.write(summary, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
