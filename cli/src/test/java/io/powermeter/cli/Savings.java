package io.powermeter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.reports.statistics.Interval;
import io.powermeter.reports.statistics.Repeats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Measures what pruned, binary and early answers cost beside full ones, and writes the tables into {@code docs/workloads.md},
 * which tells how to run it.
 */
final class Savings {
    private static final int REPEATS = 5;

    /** A workload, and the phase that the others of its inference are held against. */
    private enum Experiment {
        SNIP("infer-dense", "snip --sparsity 0.98 --block 4 --epochs 5 --inferences 1000000"),
        BINARYNET("infer-float", "binarynet --hidden 1024,1024 --epochs 3 --inferences 100000"),
        EARLY_EXIT("infer-full", "early-exit --thresholds 0.1,0.5 --inferences 50000"),
        MCMC_SPARSE("infer-dense", "mcmc-sparse --sgd-epochs 0 --inferences 2000000");

        private final String baseline;
        private final String words;

        Experiment(String baseline, String words) {
            this.baseline = baseline;
            this.words = words;
        }
    }

    private final Path launcher;
    private final Path work;

    private Savings(Path launcher, Path work) {
        this.launcher = launcher;
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            throw new IllegalArgumentException("give the launcher and the page: ./powermeter docs/workloads.md");
        }
        Savings savings = new Savings(Path.of(args[0]).toAbsolutePath(), Files.createTempDirectory("savings"));
        StringBuilder tables = new StringBuilder();
        for (Experiment experiment : Experiment.values()) {
            tables.append(tables.isEmpty() ? "" : "\n").append(savings.table(experiment));
            new MeasuredPage(Path.of(args[1])).fill(tables.toString());
        }
    }

    private String table(Experiment experiment) throws IOException, InterruptedException {
        List<JsonNode> runs = runs(experiment);
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "`powermeter run --repeat %d -- %s`, energy %s:%n%n"
                        + "| phase | images | accuracy, %% | seconds | CPU seconds | job's joules | CPU, of `%s` | joules, of `%s` | |%n"
                        + "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |%n",
                REPEATS,
                experiment.words,
                runs.get(0).at("/total/origin").textValue(),
                experiment.baseline,
                experiment.baseline));
        Phase baseline = new Phase(experiment.baseline, runs);
        for (String name : inferencePhases(runs)) {
            table.append(new Phase(name, runs).row(baseline));
        }
        return table.toString();
    }

    private List<JsonNode> runs(Experiment experiment) throws IOException, InterruptedException {
        Path out = work.resolve(experiment.name());
        List<String> line = new ArrayList<>(List.of(
                launcher.toString(),
                "run",
                "--repeat",
                String.valueOf(REPEATS),
                "--report",
                "json",
                "--out",
                out.toString(),
                "--"));
        line.addAll(List.of(experiment.words.split(" ")));
        int exitCode = new ProcessBuilder(line).inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException(experiment.words + " ended with exit code " + exitCode);
        }
        List<JsonNode> runs = new ArrayList<>();
        for (int i = 1; i <= REPEATS; i++) {
            runs.add(RunFolder.summary(out.resolve(String.valueOf(i))));
        }
        return runs;
    }

    private static Set<String> inferencePhases(List<JsonNode> runs) {
        Set<String> names = new LinkedHashSet<>();
        runs.get(0).get("phases").forEach(phase -> names.add(phase.get("name").textValue()));
        names.removeIf(name -> !name.startsWith("infer-"));
        return names;
    }

    /** A phase in all runs. */
    private record Phase(String name, List<JsonNode> runs) {
        String row(Phase baseline) {
            return String.format(
                    Locale.ROOT,
                    "| `%s` | %,.0f | %.2f | %s | %s | %s | %s | %s | %s |%n",
                    name,
                    figures("samples").map(Repeats::mean).orElse(Double.NaN),
                    100 * accuracy(),
                    cell("seconds"),
                    cell("cpuSeconds"),
                    cell("jobJoules"),
                    ratio("cpuSeconds", baseline).map(Phase::text).orElse(""),
                    ratio("jobJoules", baseline).map(Phase::text).orElse(""),
                    ratio("jobJoules", baseline).map(Phase::verdict).orElse(""));
        }

        /** What each run knows of it; nothing if one does not: it was too short for that. */
        private Optional<Repeats> figures(String field) {
            List<Double> values = runs.stream()
                    .map(this::phase)
                    .filter(phase ->
                            !field.equals("jobJoules") || phase.get("resolved").booleanValue())
                    .map(phase -> phase.path(field))
                    .filter(JsonNode::isNumber)
                    .map(JsonNode::doubleValue)
                    .toList();
            return values.size() == runs.size() ? Optional.of(new Repeats(values)) : Optional.empty();
        }

        private Optional<Interval> ratio(String field, Phase baseline) {
            return name.equals(baseline.name)
                    ? Optional.empty()
                    : figures(field).flatMap(mine -> baseline.figures(field).map(mine::ratioTo));
        }

        private JsonNode phase(JsonNode run) {
            for (JsonNode phase : run.get("phases")) {
                if (phase.get("name").textValue().equals(name)) {
                    return phase;
                }
            }
            throw new IllegalStateException("there is no phase " + name);
        }

        private double accuracy() {
            return runs.stream()
                    .mapToDouble(
                            run -> run.get("metrics").get(name + ".accuracy").doubleValue())
                    .average()
                    .orElseThrow();
        }

        private String cell(String field) {
            return figures(field)
                    .map(Repeats::interval)
                    .map(interval -> String.format(Locale.ROOT, "%.2f ± %.2f", interval.mean(), interval.half()))
                    .orElse("too short");
        }

        private static String text(Interval ratio) {
            return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", ratio.mean(), ratio.low(), ratio.high());
        }

        private static String verdict(Interval joules) {
            if (!joules.excludes(1)) {
                return "not resolved";
            }
            return joules.mean() < 1 ? "less" : "more";
        }
    }
}
