package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.powermeter.carbon.Footprint;
import io.powermeter.carbon.GridIntensity;
import io.powermeter.summary.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummarySchemaTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    private static final List<JsonNode> SUMMARIES = new ArrayList<>();
    private static JsonNode text = JSON.nullNode();

    @BeforeAll
    static void read() throws IOException {
        try (InputStream schema = Reports.class.getResourceAsStream("summary.schema.json")) {
            text = JSON.readTree(schema);
        }
        Summary estimated = TestRuns.estimated(folder.resolve("estimated"));
        for (Summary summary : List.of(
                TestRuns.measured(folder.resolve("measured")),
                estimated,
                Summary.of(estimated.recording(), new Footprint(1, GridIntensity.world())),
                TestRuns.withGap(folder.resolve("gap"), false),
                TestRuns.wall(folder.resolve("wall"), true),
                TestRuns.wall(folder.resolve("calibrated"), false),
                TestRuns.shortPhase(folder.resolve("short")),
                TestRuns.empty(folder.resolve("empty")),
                TestRuns.hostile(folder.resolve("hostile")))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            SummaryJson.write(summary, out);
            SUMMARIES.add(JSON.readTree(out.toByteArray()));
        }
    }

    @Test
    void schema_itself_isADraftOf2020() {
        JsonSchema draft = factory().getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(draft.validate(text)).isEmpty();
    }

    @Test
    void validate_everySummary_fits() {
        JsonSchema schema = factory().getSchema(text);

        assertThat(SUMMARIES)
                .allSatisfy(summary -> assertThat(schema.validate(summary))
                        .extracting(ValidationMessage::getMessage)
                        .isEmpty());
    }

    @Test
    void validate_otherFieldOrWrongValue_doesNotFit() {
        JsonSchema schema = factory().getSchema(text);
        ObjectNode summary = SUMMARIES.get(0).deepCopy();
        summary.put("colour", "red").put("seconds", -1);
        ((ObjectNode) summary.get("total")).put("origin", "GUESSED").put("coverage", 1.5);

        assertThat(schema.validate(summary))
                .extracting(message -> message.getInstanceLocation() + " " + message.getType())
                .containsExactlyInAnyOrder(
                        "$ additionalProperties",
                        "$.seconds minimum",
                        "$.total.origin enum",
                        "$.total.coverage maximum");
    }

    @Test
    void schema_everyField_isOfSomeSummary() {
        Set<String> written = new TreeSet<>();
        SUMMARIES.forEach(summary -> collect(summary, "", written));

        assertThat(fields(text, "")).isNotEmpty().isSubsetOf(written);
    }

    private static JsonSchemaFactory factory() {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    }

    private static Set<String> fields(JsonNode schema, String path) {
        Set<String> fields = new TreeSet<>();
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            String name = path + "/" + field.getKey();
            fields.add(name);
            fields.addAll(fields(field.getValue(), name));
        }
        if (schema.has("items")) {
            fields.addAll(fields(schema.get("items"), path));
        }
        return fields.stream().collect(Collectors.toCollection(TreeSet::new));
    }

    private static void collect(JsonNode json, String path, Set<String> written) {
        json.properties().forEach(field -> {
            String name = path + "/" + field.getKey();
            written.add(name);
            collect(field.getValue(), name, written);
        });
        if (json.isArray()) {
            json.forEach(element -> collect(element, path, written));
        }
    }
}
