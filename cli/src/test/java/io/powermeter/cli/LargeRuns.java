package io.powermeter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures what a report of a very long run and a comparison of very many cost, and writes the tables into
 * {@code docs/reports.md}, which tells how to run it.
 */
final class LargeRuns {
    private static final List<LargeRun> RUNS = List.of(
            new LargeRun("10 h, 1 counter each 1 ms", 1_000_000, 36_000_000, 1, 10),
            new LargeRun("25 h, 4 counters each 10 ms", 10_000_000, 9_000_000, 2, 10_000));
    private static final Set<String> MADE = Set.of("reports", "comparison");
    private static final int GROUPS = 10;
    private static final int REPEATS = 20;

    private LargeRuns() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "give the launcher, the page and a folder for 2 GB: ./powermeter docs/reports.md /var/tmp/large");
        }
        Path launcher = Path.of(args[0]).toAbsolutePath();
        Path all = Path.of(args[2]).toAbsolutePath();
        StringBuilder tables = new StringBuilder(head("run", "samples", "report", "report.html"));
        for (int i = 0; i < RUNS.size(); i++) {
            tables.append(report(RUNS.get(i), launcher, all.resolve("run-" + (i + 1))));
        }
        tables.append(System.lineSeparator()).append(head("runs", "in all", "comparison", "comparison.html"));
        Path many = all.resolve("many");
        writeMany(many);
        String count = GROUPS * REPEATS + " of a minute, 1 counter each 10 ms";
        tables.append(compare(count, GROUPS * REPEATS, launcher, List.of(many)));
        tables.append(compare(
                count + ", and the first of the above",
                GROUPS * REPEATS + 1,
                launcher,
                List.of(many, all.resolve("run-1"))));
        new MeasuredPage(Path.of(args[1])).fill(tables.toString());
    }

    private static String head(String what, String number, String command, String page) {
        return "| " + what + " | files, MB | " + number + " | " + command
                + ", s | its CPU time, s | peak memory of the process, MB | " + page + ", kB |\n"
                + "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    }

    /** Groups of repeats that scatter by some percent, on the machine of the first long run. */
    private static void writeMany(Path folder) throws IOException {
        for (int group = 0; group < GROUPS; group++) {
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                Path run = folder.resolve("method-" + group).resolve(Integer.toString(repeat + 1));
                if (!Files.exists(run)) {
                    Files.createDirectories(run.getParent());
                    new LargeRun("method " + group, 10_000_000, 6000 + 60 * group + 20 * (repeat * 7 % REPEATS), 1, 10)
                            .write(run);
                }
            }
        }
    }

    private static String report(LargeRun run, Path launcher, Path folder) throws Exception {
        if (!Files.exists(folder)) {
            run.write(folder);
        }
        return row(
                run.label(),
                run.samples(),
                List.of(folder),
                List.of(launcher.toString(), "report", folder.toString()),
                folder.resolve("reports/report.html"));
    }

    private static String compare(String label, long count, Path launcher, List<Path> runs) throws Exception {
        Path to = runs.get(0).resolve("comparison");
        List<String> words =
                new ArrayList<>(List.of(launcher.toString(), "compare", "--quality", "loss", "--to", to.toString()));
        runs.forEach(run -> words.add(run.toString()));
        return row(label, count, runs, words, to.resolve("comparison.html"));
    }

    private static String row(String label, long count, List<Path> read, List<String> command, Path page)
            throws Exception {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .inheritIO()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long peak = 0;
        Duration cpu = Duration.ZERO;
        while (process.isAlive()) {
            peak = Math.max(peak, peakKilobytes(process.pid()));
            cpu = process.info().totalCpuDuration().orElse(cpu);
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
        long bytes = 0;
        for (Path folder : read) {
            bytes += size(folder);
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %.1f | %.1f | %d | %d |%n",
                label,
                bytes / 1_000_000,
                count,
                seconds,
                cpu.toMillis() / 1e3,
                peak / 1000,
                Files.size(page) / 1000);
    }

    /** Returns the largest resident memory that a process ever had, in kB; 0 if it is gone. */
    private static long peakKilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !MADE.contains(file.getParent().getFileName().toString()))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
