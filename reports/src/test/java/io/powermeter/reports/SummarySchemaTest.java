package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.powermeter.summary.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummarySchemaTest {
    @TempDir
    static Path folder;

    private static final List<JsonNode> SUMMARIES = new ArrayList<>();

    private final Schema schema = new Schema("summary.schema.json");

    SummarySchemaTest() throws IOException {}

    @BeforeAll
    static void read() throws IOException {
        Summary estimated = TestRuns.estimated(folder.resolve("estimated"));
        for (Summary summary : List.of(
                TestRuns.measured(folder.resolve("measured")),
                estimated,
                TestRuns.with(estimated, Map.of()),
                TestRuns.withCarbonTerms(folder.resolve("carbon")),
                TestRuns.withGap(folder.resolve("gap"), false),
                TestRuns.wall(folder.resolve("wall"), true),
                TestRuns.wall(folder.resolve("calibrated"), false),
                TestRuns.shortPhase(folder.resolve("short")),
                TestRuns.empty(folder.resolve("empty")),
                TestRuns.hostile(folder.resolve("hostile")))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            SummaryJson.write(summary, out);
            SUMMARIES.add(Schema.json(out.toByteArray()));
        }
    }

    @Test
    void schema_itself_isADraftOf2020() {
        assertThat(schema.flaws()).isEmpty();
    }

    @Test
    void validate_everySummary_fits() {
        assertThat(SUMMARIES)
                .allSatisfy(summary -> assertThat(schema.broken(summary)).isEmpty());
    }

    @Test
    void validate_otherFieldOrWrongValue_doesNotFit() {
        ObjectNode summary = SUMMARIES.get(0).deepCopy();
        summary.put("colour", "red").put("seconds", -1);
        ((ObjectNode) summary.get("total")).put("origin", "GUESSED").put("coverage", 1.5);

        assertThat(schema.broken(summary))
                .containsExactlyInAnyOrder(
                        "$ additionalProperties",
                        "$.seconds minimum",
                        "$.total.origin enum",
                        "$.total.coverage maximum");
    }

    @Test
    void schema_everyField_isOfSomeSummary() {
        assertThat(schema.fields()).isNotEmpty().isSubsetOf(Schema.fields(SUMMARIES));
    }
}
