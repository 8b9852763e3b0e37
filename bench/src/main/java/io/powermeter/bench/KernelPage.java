package io.powermeter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** Measures all rows on some JDKs and writes the table into the page; fails if a target is missed on the first of them. */
final class KernelPage {

    private static final String BEGIN = "<!-- measured: begin -->\n";
    private static final String END = "<!-- measured: end -->\n";

    /** JVMs, an odd number: the compiler does not make the same of a kernel in each. */
    private static final int FORKS = 3;

    /**
     * Of the warm-up, which some kernels need for three seconds until they are compiled, and of the measurement: long enough
     * that even a call of 20 ms finds the core alone.
     */
    private static final TimeValue ITERATION = TimeValue.seconds(3);

    private KernelPage() {}

    public static void main(String[] args) throws IOException, RunnerException {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "give the page, a regular expression of rows, and JDKs separated by commas");
        }
        List<Row> rows = Rows.matching(args[1]);
        Map<String, Map<String, Statistics>> ratios = new LinkedHashMap<>();
        for (String jdk : args[2].split(",")) {
            ratios.put(version(Path.of(jdk)), measure(rows, Path.of(jdk)));
        }
        List<String> missed = new ArrayList<>();
        String table = table(rows, ratios, missed);
        System.out.print(table);
        fill(Path.of(args[0]), table);
        if (!missed.isEmpty()) {
            System.err.println("Targets missed: " + String.join(", ", missed) + ".");
            System.exit(1);
        }
    }

    /** The ratio of each JVM, by row. */
    private static Map<String, Statistics> measure(List<Row> rows, Path jdk) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(KernelRace.class.getName())
                        .param("row", rows.stream().map(Row::id).toArray(String[]::new))
                        .jvm(jdk.resolve("bin/java").toString())
                        .jvmArgs("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED")
                        .forks(FORKS)
                        .warmupIterations(1)
                        .warmupTime(ITERATION)
                        .measurementIterations(1)
                        .measurementTime(ITERATION)
                        .shouldFailOnError(true)
                        .build())
                .run();
        Map<String, Statistics> ratios = new LinkedHashMap<>();
        for (RunResult result : results) {
            String row = result.getParams().getParam("row");
            Result<?> ratio =
                    Objects.requireNonNull(result.getSecondaryResults().get("ratio"));
            ratios.put(row, ratio.getStatistics());
        }
        return ratios;
    }

    private static String table(List<Row> rows, Map<String, Map<String, Statistics>> ratios, List<String> missed)
            throws IOException {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, "Measured on %s, one thread of %s.%n%n", LocalDate.now(ZoneOffset.UTC), processor()));
        table.append("| kernel | beside | target |");
        ratios.keySet().forEach(version -> table.append(" JDK ").append(version).append(" |"));
        table.append("\n| --- | --- | ---: |")
                .append(" ---: |".repeat(ratios.size()))
                .append('\n');
        for (Row row : rows) {
            table.append("| ")
                    .append(row.kernel())
                    .append(" | ")
                    .append(row.peer())
                    .append(" | ");
            table.append(row.target().isPresent() ? "≥ " + number(row.target().getAsDouble()) : "")
                    .append(" |");
            boolean first = true;
            for (Map<String, Statistics> ofJdk : ratios.values()) {
                Statistics ofJvms = Objects.requireNonNull(ofJdk.get(row.id()));
                double ratio = ofJvms.getPercentile(50);
                boolean miss = first
                        && row.target().isPresent()
                        && !(ratio >= row.target().getAsDouble());
                table.append(' ')
                        .append(number(ratio))
                        .append(miss ? " **missed**" : "")
                        .append(" (")
                        .append(number(ofJvms.getMin()))
                        .append(" to ")
                        .append(number(ofJvms.getMax()))
                        .append(") |");
                if (miss) {
                    missed.add(row.id());
                }
                first = false;
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String number(double ratio) {
        // cut and not rounded: 0.899 must not look as if it had reached 0.90
        return ratio < 10
                ? String.format(Locale.ROOT, "%.2f", Math.floor(100 * ratio) / 100)
                : String.format(Locale.ROOT, "%,.0f", Math.floor(ratio));
    }

    private static void fill(Path page, String table) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(page, text.substring(0, begin) + table + text.substring(text.indexOf(END)));
    }

    private static String version(Path jdk) throws IOException {
        Properties release = new Properties();
        try (var reader = Files.newBufferedReader(jdk.resolve("release"))) {
            release.load(reader);
        }
        return release.getProperty("JAVA_VERSION", "?").replace("\"", "");
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("an unknown processor");
        }
    }
}
