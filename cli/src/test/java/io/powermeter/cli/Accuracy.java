package io.powermeter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.rapl.SimulatedRapl;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Measures how exact the meter is and what it costs, and writes the tables into {@code docs/accuracy.md}, which tells how to
 * run it.
 */
final class Accuracy {

    private static final List<String> PERIODS = List.of("10ms", "100ms", "1s", "2s");
    private static final double[] LENGTHS = {2, 10};
    private static final double LONG_SECONDS = 5;
    private static final int TRIALS = 5;
    private static final double LEAD_SECONDS = 1;
    private static final int COST_RUNS = 3;
    private static final double COST_SECONDS = 10;

    private final Path launcher;
    private final Path work;
    private int number;

    private Accuracy(Path launcher, Path work) {
        this.launcher = launcher;
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            throw new IllegalArgumentException("give the launcher and the page: ./powermeter docs/accuracy.md");
        }
        Accuracy accuracy = new Accuracy(Path.of(args[0]), Files.createTempDirectory("accuracy"));
        String measured = accuracy.errors() + "\n" + accuracy.costs();
        new MeasuredPage(Path.of(args[1])).fill(measured);
    }

    private String errors() throws Exception {
        StringBuilder table = new StringBuilder("Error in % of the truth over the job's own window.\n\n| machine |");
        for (double length : LENGTHS) {
            PERIODS.forEach(period -> table.append(String.format(Locale.ROOT, " %.0f s job, %s |", length, period)));
        }
        table.append("\n| --- |")
                .append(" ---: |".repeat(LENGTHS.length * PERIODS.size()))
                .append('\n');
        double worstLag = 0;
        for (Scenario scenario : Scenario.values()) {
            table.append("| ").append(scenario.label()).append(" |");
            for (double length : LENGTHS) {
                for (Trial trial : trials(scenario, length)) {
                    table.append(String.format(Locale.ROOT, " %+.3f |", trial.jobPercent()));
                    worstLag = Math.max(worstLag, trial.lagSeconds());
                    System.err.println(scenario + " " + length + " s: " + trial);
                }
            }
            table.append('\n');
        }
        return table
                + String.format(
                        Locale.ROOT, "%nThe simulated counters stood still for up to %.0f ms.%n", 1000 * worstLag);
    }

    private List<Trial> trials(Scenario scenario, double length) throws Exception {
        // a start takes the processors from the jobs that run already: a short one would suffer
        int atOnce = length < LONG_SECONDS ? 2 : PERIODS.size();
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < PERIODS.size(); i += atOnce) {
            trials.addAll(wrapped(scenario, length, PERIODS.subList(i, i + atOnce)));
        }
        return trials;
    }

    /** Repeats trials in which the counter did not wrap while the job ran, because it began later than thought. */
    private List<Trial> wrapped(Scenario scenario, double length, List<String> periods) throws Exception {
        double lead = LEAD_SECONDS;
        for (int i = 1; ; i++) {
            List<Trial> trials = Trial.of(scenario, length, lead, periods, folder(), this::meter);
            if (!scenario.wraps() || i == TRIALS || trials.stream().allMatch(Trial::wrapped)) {
                return trials;
            }
            lead = trials.get(0).leadSeconds();
        }
    }

    private String costs() throws Exception {
        StringBuilder table =
                new StringBuilder("| period | CPU, % of one core | memory, MB | from start to the job, s |"
                        + " from its end to the meter's, s | run folder, kB a minute |\n"
                        + "| --- | ---: | ---: | ---: | ---: | ---: |\n");
        for (String period : PERIODS) {
            List<Cost> costs = new ArrayList<>();
            for (int i = 0; i < COST_RUNS; i++) {
                costs.add(cost(period));
            }
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s |%n",
                    period,
                    middle(costs, "%.2f", Cost::corePercent),
                    middle(costs, "%.1f", Cost::megabytes),
                    middle(costs, "%.2f", Cost::secondsBefore),
                    middle(costs, "%.2f", Cost::secondsAfter),
                    middle(costs, "%.0f", Cost::kilobytesPerMinute)));
        }
        return String.format(
                        Locale.ROOT,
                        "The meter's cost while its job sleeps %.0f s on a simulated machine of two sockets, reports apart: median"
                                + " (lowest to highest) of %d runs.%n%n",
                        COST_SECONDS,
                        COST_RUNS)
                + table;
    }

    private record Cost(
            double corePercent,
            double megabytes,
            double secondsBefore,
            double secondsAfter,
            double kilobytesPerMinute) {}

    private Cost cost(String period) throws Exception {
        Path folder = folder();
        try (SimulatedRapl machine =
                SimulatedRapl.under(folder.resolve("machine")).sockets(2).start()) {
            MeterProcess meter = meter(folder);
            String job = "echo $EPOCHREALTIME; sleep " + COST_SECONDS + "; echo $EPOCHREALTIME";
            double before = now();
            MeterProcess.Outcome outcome = meter.run(
                    "run",
                    "--quiet",
                    "--report",
                    "none",
                    "--out",
                    "run",
                    "--period",
                    period,
                    "--sysfs-root",
                    "machine",
                    "--",
                    "/bin/bash",
                    "-c",
                    job);
            double after = now();
            String[] stamps = outcome.out().strip().split("\n");
            double bytes = bytes(folder.resolve("run"));
            meter.run("report", "--report", "json", "run");
            JsonNode cost = RunFolder.summary(folder.resolve("run")).get("meter");
            System.err.println(period + ": " + cost + ", counters late by " + machine.longestGapNanos() / 1e6 + " ms");
            return new Cost(
                    100 * cost.get("coreShare").doubleValue(),
                    cost.get("rssBytes").doubleValue() / 1e6,
                    new BigDecimal(stamps[0]).doubleValue() - before,
                    after - new BigDecimal(stamps[1]).doubleValue(),
                    bytes / 1000 * 60 / COST_SECONDS);
        }
    }

    private static double bytes(Path run) throws IOException {
        try (var files = Files.list(run)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }

    private static String middle(List<Cost> costs, String format, ToDoubleFunction<Cost> figure) {
        List<Double> sorted =
                new ArrayList<>(costs.stream().map(figure::applyAsDouble).toList());
        Collections.sort(sorted);
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ")",
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    private MeterProcess meter(Path folder) {
        return MeterProcess.ofLauncher(folder, launcher);
    }

    private Path folder() throws IOException {
        return Files.createDirectory(work.resolve("run-" + ++number));
    }
}
