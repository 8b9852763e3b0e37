package io.powermeter.reports;

import static io.powermeter.reports.comparison.TestFigures.named;
import static io.powermeter.reports.comparison.TestFigures.repeats;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Comparison.Terms;
import io.powermeter.reports.comparison.Grouping;
import io.powermeter.reports.comparison.RunFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonSchemaTest {
    private final Schema schema = new Schema("comparison.schema.json");
    private final List<JsonNode> comparisons = List.of(
            json(ComparedRuns.three(), Terms.USUAL),
            json(ComparedRuns.hostile(), Terms.USUAL),
            json(Stream.of(named("a", 1).run(), named("b", 2).run()), Terms.USUAL),
            json(Stream.of(named("a", Double.NaN).run()), Terms.USUAL),
            json(Stream.of(named("a", 0).run(), named("b", 0).run()), Terms.USUAL),
            json(
                    Stream.concat(
                            repeats("lenet5", 3, 100, 0.9),
                            Stream.of(named("lenet5", 90)
                                    .machine("another machine")
                                    .run())),
                    new Terms(Grouping.NAME, "", "loss", true)),
            json(
                    Stream.of(named("a", 1).setting("job.model", "x").run()),
                    new Terms(Grouping.parse("setting:model"), "", "accuracy", false)));

    ComparisonSchemaTest() throws IOException {}

    private static JsonNode json(Stream<RunFigures> runs, Terms terms) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ComparisonJson.write(Comparison.of(runs.toList(), terms), out);
        return Schema.json(out.toByteArray());
    }

    @Test
    void schema_itself_isADraftOf2020() {
        assertThat(schema.flaws()).isEmpty();
    }

    @Test
    void validate_everyComparison_fits() {
        assertThat(comparisons)
                .allSatisfy(comparison -> assertThat(schema.broken(comparison)).isEmpty());
    }

    @Test
    void validate_otherFieldOrWrongValue_doesNotFit() {
        ObjectNode comparison = comparisons.get(0).deepCopy();
        comparison.put("colour", "red").put("by", "guess");
        ((ObjectNode) comparison.at("/groups/1")).put("origin", "GUESSED");
        ((ObjectNode) comparison.at("/groups/1/figures/0")).remove("low");
        ((ObjectNode) comparison.at("/groups/1/figures/0/besideBaseline"))
                .put("verdict", "best")
                .put("welch", 1.5);

        assertThat(schema.broken(comparison))
                .containsExactlyInAnyOrder(
                        "$ additionalProperties",
                        "$.by pattern",
                        "$.groups[1].origin enum",
                        "$.groups[1].figures[0] dependentRequired",
                        "$.groups[1].figures[0].besideBaseline.verdict enum",
                        "$.groups[1].figures[0].besideBaseline.welch maximum");
    }

    @Test
    void schema_everyField_isOfSomeComparison() {
        assertThat(schema.fields()).isNotEmpty().isSubsetOf(Schema.fields(comparisons));
    }
}
