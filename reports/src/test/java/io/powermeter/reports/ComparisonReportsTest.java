package io.powermeter.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.TestFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonReportsTest {
    @TempDir
    Path temp;

    private static Comparison comparison() {
        return Comparison.of(
                Stream.of(
                                TestFigures.repeats("dense", 5, 100, 0.98),
                                TestFigures.repeats("sparse", 5, 40, 0.97),
                                Stream.of(TestFigures.named("dense", 90)
                                        .machine("another")
                                        .number(9)
                                        .run()))
                        .flatMap(runs -> runs)
                        .toList(),
                Comparison.Terms.USUAL);
    }

    @Test
    void write_json_hasEveryGroupFigureVerdictAndRefusal() throws IOException {
        List<Path> written =
                ComparisonReports.write(comparison(), temp.resolve("out"), EnumSet.of(ComparisonReports.Format.JSON));

        assertThat(written).containsExactly(temp.resolve("out/comparison.json"));
        JsonNode json = new ObjectMapper().readTree(written.get(0).toFile());
        assertThat(json.get("baseline").textValue()).isEqualTo("dense");
        JsonNode sparse = json.at("/groups/1");
        assertThat(sparse.get("runs")).hasSize(5);
        JsonNode energy = sparse.at("/figures/0");
        assertThat(energy.get("id").textValue()).isEqualTo("energy");
        assertThat(energy.get("values")).hasSize(5);
        assertThat(energy.get("mean").doubleValue()).isBetween(38.0, 42.0);
        assertThat(energy.get("low").doubleValue())
                .isLessThan(energy.get("mean").doubleValue());
        assertThat(energy.at("/besideBaseline/verdict").textValue()).isEqualTo("better");
        assertThat(sparse.at("/phases/0/name").textValue()).isEqualTo("train");
        assertThat(sparse.at("/components/0/id").textValue()).startsWith("component ");
        assertThat(json.at("/groups/0/figures/0/besideBaseline").isMissingNode())
                .isTrue();
        assertThat(json.at("/refused/0/run").textValue()).isEqualTo("runs/dense-9");
        assertThat(json.at("/refused/0/reason").textValue()).startsWith("it was measured on another machine: ");
        assertThat(Files.readString(written.get(0))).doesNotContain("null", "NaN");
    }

    @Test
    void write_folderIsAFile_saysWhatAndWhere() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> ComparisonReports.write(comparison(), file, ComparisonReports.all()))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith("Cannot write " + file)
                .hasMessageEndingWith(" is a file and not a folder. Free the way or give another folder.");
    }
}
