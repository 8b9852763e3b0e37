package io.powermeter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures what a report of a very long run costs, and writes the table into {@code docs/reports.md}, which tells how to run it. */
final class LargeRuns {
    private static final List<LargeRun> RUNS = List.of(
            new LargeRun("10 h, 1 counter each 1 ms", 1_000_000, 36_000_000, 1, 10),
            new LargeRun("25 h, 4 counters each 10 ms", 10_000_000, 9_000_000, 2, 10_000));

    private LargeRuns() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "give the launcher, the page and a folder for 2 GB: ./powermeter docs/reports.md /var/tmp/large");
        }
        StringBuilder table = new StringBuilder(
                "| run | files, MB | samples | report, s | its CPU time, s | peak memory of the process, MB | report.html, kB |\n"
                        + "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (int i = 0; i < RUNS.size(); i++) {
            Path folder = Path.of(args[2]).toAbsolutePath().resolve("run-" + (i + 1));
            if (!Files.exists(folder)) {
                RUNS.get(i).write(folder);
            }
            table.append(row(RUNS.get(i), Path.of(args[0]), folder));
        }
        new MeasuredPage(Path.of(args[1])).fill(table.toString());
    }

    private static String row(LargeRun run, Path launcher, Path folder) throws Exception {
        long begin = System.nanoTime();
        Process report = new ProcessBuilder(launcher.toAbsolutePath().toString(), "report", folder.toString())
                .inheritIO()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long peak = 0;
        Duration cpu = Duration.ZERO;
        while (report.isAlive()) {
            peak = Math.max(peak, peakKilobytes(report.pid()));
            cpu = report.info().totalCpuDuration().orElse(cpu);
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (report.exitValue() != 0) {
            throw new IllegalStateException(folder + " was not reported");
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %.1f | %.1f | %d | %d |%n",
                run.label(),
                size(folder) / 1_000_000,
                run.samples(),
                seconds,
                cpu.toMillis() / 1e3,
                peak / 1000,
                Files.size(folder.resolve("reports/report.html")) / 1000);
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
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
