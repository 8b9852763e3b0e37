package io.powermeter.workloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of what the workloads reached. */
final class AccuracyTable {
    private static final Path PAGE = Path.of("..", "docs", "workloads.md");
    private static final String BEGIN = "<!-- accuracy: begin -->\n";
    private static final String END = "<!-- accuracy: end -->\n";

    private final boolean bundled;
    private final StringBuilder rows = new StringBuilder();

    AccuracyTable(boolean bundled) {
        this.bundled = bundled;
    }

    /** Adds a row; returns the mean accuracy in per cent. */
    double add(AccuracyCase workload, List<Map<String, Double>> trials) {
        double[] accuracies = trials.stream()
                .mapToDouble(trial -> 100 * trial.get(workload.metric()))
                .toArray();
        double mean = mean(accuracies);
        double squares = 0;
        for (double accuracy : accuracies) {
            squares += (accuracy - mean) * (accuracy - mean);
        }
        double cpuSeconds = mean(
                trials.stream().mapToDouble(trial -> trial.get("cpuSeconds")).toArray());
        rows.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.2f ± %.2f | %.1f | %.0f |%n",
                workload.words(),
                bundled
                        ? "bundled"
                        : String.format(Locale.ROOT, "%,d", workload.images().count()),
                bundled ? "" : workload.reference(),
                mean,
                Math.sqrt(squares / (accuracies.length - 1)),
                workload.threshold(bundled),
                cpuSeconds));
        return mean;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Shows it; that of all of MNIST goes into the page. */
    void write() throws IOException {
        String table = "| workload | training images | PyTorch, % | here, % | at least, % | CPU seconds |\n"
                + "| --- | --- | ---: | ---: | ---: | ---: |\n" + rows;
        System.out.print(table);
        if (!bundled) {
            String text = Files.readString(PAGE);
            int begin = text.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(PAGE, text.substring(0, begin) + table + text.substring(text.indexOf(END)));
        }
    }
}
