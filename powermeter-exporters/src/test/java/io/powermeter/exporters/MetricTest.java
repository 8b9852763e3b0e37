package io.powermeter.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricTest {
    private static final Path DOCS = Path.of("..", "docs"); // tests run in the folder of their module

    private static final Pattern NAME = Pattern.compile("\\b(?:hw|powermeter)_[a-z_]*[a-z]\\b(?!\\s*=)");

    private static final Set<String> LABELS = Set.of(
            "hw_id",
            "hw_type",
            "hw_parent",
            "powermeter_component",
            "powermeter_origin",
            "powermeter_run",
            "powermeter_phase",
            "powermeter_metric");

    private static final Set<String> EXPORTED = Stream.concat(
                    Arrays.stream(Metric.values())
                            .map(metric -> metric.family() + (metric.isCounter() ? "_total" : "")),
                    Stream.of("powermeter_build_info"))
            .collect(Collectors.toSet());

    @Test
    void page_namesEveryMetricAndNoOther() throws IOException {
        String page = Files.readString(DOCS.resolve("prometheus.md"));

        assertThat(names(page)).isEqualTo(new TreeSet<>(EXPORTED));
        assertThat(Arrays.stream(Metric.values()).map(Metric::id)).allMatch(page::contains);
    }

    @Test
    void dashboard_everyQuery_asksForWhatIsExported() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(DOCS.resolve("grafana").resolve("powermeter.json").toFile());
        List<String> queries = Stream.concat(
                        dashboard.findValuesAsText("expr").stream(), dashboard.findValuesAsText("definition").stream())
                .toList();

        assertThat(queries).hasSizeGreaterThan(10);
        assertThat(queries).allSatisfy(query -> assertThat(EXPORTED).containsAll(names(query)));
        assertThat(queries).allSatisfy(query -> assertThat(names(query)).isNotEmpty());
        assertThat(names(String.join(" ", queries))).contains("powermeter_job_metric", "hw_power_watts");
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(name -> !LABELS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
