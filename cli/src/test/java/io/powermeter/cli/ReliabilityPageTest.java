package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of faults promises nothing that no test holds. */
class ReliabilityPageTest {
    private static final Path PROJECT = Path.of("..");

    /** {@code Class.method_}, {@code Class} or, for the class before, {@code method_}; dots stand for the rest of a name. */
    private static final Pattern TEST = Pattern.compile("`(?:([A-Z]\\w*Test)\\b)?\\.?([a-z]\\w*_\\w*)?(?:\\.\\.\\.)?`");

    @Test
    void page_everyTestNamedInIt_exists() throws IOException {
        Map<String, String> tests = TestSources.byName();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String row : rows()) {
            String source = "";
            Matcher names = TEST.matcher(row.substring(row.lastIndexOf('|', row.length() - 2)));
            while (names.find()) {
                named++;
                source = names.group(1) == null ? source : tests.getOrDefault(names.group(1), "");
                boolean there =
                        !source.isEmpty() && (names.group(2) == null || source.contains(" void " + names.group(2)));
                if (!there) {
                    missing.add(names.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(rows().size());
    }

    @Test
    void page_everyRow_namesATest() throws IOException {
        assertThat(rows())
                .hasSizeGreaterThan(40)
                .allMatch(row -> TEST.matcher(row.substring(row.lastIndexOf('|', row.length() - 2)))
                        .find());
    }

    private static List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(PROJECT.resolve("docs/reliability.md"))) {
            return lines.filter(
                            line -> line.startsWith("| ") && !line.startsWith("| fault") && !line.startsWith("| ---"))
                    .map(String::strip)
                    .toList();
        }
    }
}
