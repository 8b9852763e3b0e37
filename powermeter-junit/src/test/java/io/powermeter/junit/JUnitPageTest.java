package io.powermeter.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

@Timeout(60)
class JUnitPageTest {
    private static final String EXAMPLE = "io.powermeter.junit.example.SortingTest";

    @TempDir
    Path root;

    @Test
    void example_asItStandsInThePage_isMeasuredAndKeepsItsBudget() throws IOException, ClassNotFoundException {
        String page = Files.readString(Path.of("../docs/junit.md"));
        String source = Files.readString(Path.of("src/test/java/" + EXAMPLE.replace('.', '/') + ".java"));
        assertThat(page).contains("```java\n" + source.substring(source.indexOf("import ")) + "```");
        try (TestMachine machine = new TestMachine(root)) {
            EngineExecutionResults results = machine.run(List.of(Class.forName(EXAMPLE)));
            results.testEvents().assertStatistics(stats -> stats.succeeded(1));
            Map<String, String> said = TestMachine.entries(results).get(0);
            assertThat(said).containsKeys("powermeter.gross.joules", "powermeter.net.joules");
            assertThat(said).containsEntry("powermeter.metric.numbers", "1.000e+04");
        }
    }
}
