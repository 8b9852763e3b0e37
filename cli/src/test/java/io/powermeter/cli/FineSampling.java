package io.powermeter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.host.Host;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.rapl.SimulatedRapl;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how well the meter keeps a period of a millisecond and what that costs, and how fast long recordings are read and
 * drawn, and writes the tables into {@code docs/fine-sampling.md}, which tells how to run it.
 */
final class FineSampling {
    private static final long MILLISECOND = 1_000_000;
    private static final int JOB_SECONDS = 20;
    private static final int WAKING_SECONDS = 10;
    private static final int PHASES = 50_000;

    private final Path launcher;
    private final Path work;
    private int number;

    private FineSampling(Path launcher, Path work) {
        this.launcher = launcher;
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            throw new IllegalArgumentException(
                    "give the launcher, the page and JDKs: ./powermeter docs/fine-sampling.md /usr/lib/jvm/...");
        }
        FineSampling measured = new FineSampling(Path.of(args[0]), Files.createTempDirectory("fine-sampling"));
        List<String> homes = List.of(args).subList(2, args.length);
        String tables =
                measured.sampling(homes) + "\n" + waking() + "\n" + measured.phases() + "\n" + measured.recordings();
        new MeasuredPage(Path.of(args[1])).fill(tables);
    }

    private String sampling(List<String> homes) throws Exception {
        StringBuilder table = new StringBuilder(
                "| JDK | period | readings a second | late by, median, us | 99 % | most | missed of 1000 | CPU, % of one core |"
                        + " memory, MB | bytes a row |\n| --- | --- | " + "---: | ".repeat(7) + "---: |\n");
        for (String home : homes) {
            for (String period : List.of("1ms", "10ms")) {
                table.append(sampling(home, period));
            }
        }
        return table.toString();
    }

    private String sampling(String home, String period) throws Exception {
        Path folder = folder();
        try (SimulatedRapl machine =
                SimulatedRapl.under(folder.resolve("machine")).sockets(2).start()) {
            MeterProcess meter = MeterProcess.ofLauncher(folder, launcher).environment("POWERMETER_JAVA_HOME", home);
            meter.run(
                    "run",
                    "--quiet",
                    "--report",
                    "json",
                    "--out",
                    "run",
                    "--period",
                    period,
                    "--sysfs-root",
                    "machine",
                    "--",
                    "sleep",
                    String.valueOf(JOB_SECONDS));
            System.err.println(home + " " + period + ": simulated counters stood still for up to "
                    + machine.longestGapNanos() / 1e6 + " ms");
        }
        Path run = folder.resolve("run");
        JsonNode cost = RunFolder.summary(run).get("meter");
        JsonNode info = RunFolder.info(run);
        Ticks ticks = Ticks.of(
                run.resolve("samples-rapl.csv"),
                new DurationText().convert(period).toNanos());
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.0f | %.0f | %.1f | %.2f | %.1f | %.1f |%n",
                info.get("host").get("jvm").asText().replaceAll(".* ", ""),
                period,
                ticks.perSecond(),
                ticks.lateMicros(0.5),
                ticks.lateMicros(0.99),
                ticks.lateMicros(1),
                ticks.missedOfThousand(),
                100 * cost.get("coreShare").doubleValue(),
                cost.get("rssBytes").doubleValue() / 1e6,
                ticks.bytesPerRow());
    }

    /** Measures what it takes only to wake each millisecond: no meter on this machine can be more punctual or cheaper. */
    private static String waking() throws Exception {
        List<Long> late = new ArrayList<>();
        long before = ownCpuNanos();
        long start = System.nanoTime();
        for (long tick = start; tick < start + WAKING_SECONDS * 1000 * MILLISECOND; tick += MILLISECOND) {
            for (long left = tick - System.nanoTime(); left > 0; left = tick - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            late.add(System.nanoTime() - tick);
        }
        double share = (double) (ownCpuNanos() - before) / (System.nanoTime() - start);
        Collections.sort(late);
        return String.format(
                Locale.ROOT,
                "A Java thread that only wakes each millisecond, in the same minutes on the same machine: %.2f %% of one core, late by"
                        + " %.0f us in the median and %.0f us for 99 of 100.%n",
                100 * share,
                late.get(late.size() / 2) / 1e3,
                late.get(late.size() * 99 / 100) / 1e3);
    }

    private static long ownCpuNanos() throws IOException {
        return Long.parseLong(
                Files.readString(Path.of("/proc/thread-self/schedstat")).split(" ")[0]);
    }

    /** Measures what a phase of the Java API costs the thread that begins and ends it. */
    private String phases() throws Exception {
        Path folder = folder();
        List<Long> nanos = new ArrayList<>();
        try (SimulatedRapl machine = SimulatedRapl.under(folder.resolve("machine"))
                        .sockets(2)
                        .start();
                Run run = PowerMeter.builder()
                        .host(Host.at(folder.resolve("machine")))
                        .recordInto(folder.resolve("run"))
                        .build()
                        .start("phases")) {
            for (int i = 0; i < PHASES; i++) {
                long begin = System.nanoTime();
                run.phase("phase " + i % 20).close();
                nanos.add(System.nanoTime() - begin);
            }
            System.err.println("simulated counters stood still for up to " + machine.longestGapNanos() / 1e6 + " ms");
        }
        List<Long> warm = new ArrayList<>(nanos.subList(PHASES / 5, PHASES));
        Collections.sort(warm);
        return String.format(
                Locale.ROOT,
                "A phase of the Java API, four counters read at each of its edges: %.0f us in the median, %.0f us for 99 of 100.%n",
                warm.get(warm.size() / 2) / 1e3,
                warm.get(warm.size() * 99 / 100) / 1e3);
    }

    private String recordings() throws Exception {
        StringBuilder table = new StringBuilder(
                "| recording | rows | MB | bytes a row | json, s | png, s | html, s | html, kB | all three, s | memory, MB |\n| --- | "
                        + "---: | ".repeat(8) + "---: |\n");
        table.append(recording("an hour at 1 kHz, 3 channels", new LongRun(3600, MILLISECOND, 3, 0)));
        table.append(recording("an hour at 1 kHz, 4 channels", new LongRun(3600, MILLISECOND, 4, 0)));
        table.append(recording("a day at 10 Hz, 4 channels", new LongRun(86400, 100 * MILLISECOND, 4, 0)));
        table.append(recording("a day at 10 Hz, 10 channels", new LongRun(86400, 100 * MILLISECOND, 10, 0)));
        table.append(recording("100 s at 100 Hz, 50,000 phases", new LongRun(100, 10 * MILLISECOND, 4, 50_000)));
        return table.toString();
    }

    private String recording(String label, LongRun made) throws Exception {
        Path folder = folder();
        Path run = folder.resolve("run");
        made.write(run);
        double megabytes = Files.size(run.resolve("samples-rapl.csv")) / 1e6;
        double json = report(folder, "json");
        double png = report(folder, "png");
        double html = report(folder, "html");
        double all = report(folder, "all");
        double memory = memory(folder);
        double page = Files.size(run.resolve("reports/report.html")) / 1e3;
        System.err.println(label + ": " + folder);
        Files.delete(run.resolve("samples-rapl.csv"));
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.1f | %.1f | %.1f | %.1f | %.0f | %.1f | %.0f |%n",
                label,
                made.rows(),
                megabytes,
                1e6 * megabytes / made.rows(),
                json,
                png,
                html,
                page,
                all,
                memory);
    }

    /** Returns how many seconds a report takes from the launcher's start to its end. */
    private double report(Path folder, String kinds) throws Exception {
        long start = System.nanoTime();
        MeterProcess.Outcome outcome =
                MeterProcess.ofLauncher(folder, launcher).run("report", "--report", kinds, "run");
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException(outcome.err());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Returns the most memory that a report held, as the kernel tells it at the process's end. */
    private double memory(Path folder) throws Exception {
        MeterProcess.Running running =
                MeterProcess.ofLauncher(folder, launcher).start("report", "--report", "all", "run");
        Path status = Path.of("/proc", String.valueOf(running.process().pid()), "status");
        double most = 0;
        while (running.process().isAlive()) {
            most = Math.max(most, highWaterMegabytes(status, most));
            Thread.sleep(20);
        }
        return most;
    }

    private static double highWaterMegabytes(Path status, double otherwise) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise; // it has just ended
        }
    }

    private Path folder() throws IOException {
        return Files.createDirectory(work.resolve("run-" + ++number));
    }

    /** The instants of a recording's readings, held against whole periods since the first. */
    private record Ticks(List<Long> late, double perSecond, double missedOfThousand, double bytesPerRow) {
        static Ticks of(Path samples, long period) throws IOException {
            List<Long> late = new ArrayList<>();
            long first = 0;
            long last = 0;
            long tick = 0;
            try (BufferedReader lines = Files.newBufferedReader(samples)) {
                lines.readLine();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    long now = Long.parseLong(line.substring(0, line.indexOf(',')));
                    first = late.isEmpty() ? now : first;
                    last = now;
                    if (now - first >= tick * period) {
                        late.add(now - first - tick * period);
                        tick = Math.max(tick + 1, (now - first) / period);
                    }
                }
            }
            double bytes = (double) Files.size(samples) / late.size();
            double missed = 1000 - 1000.0 * late.size() / (1 + (double) (last - first) / period);
            double perSecond = late.size() / ((last - first) / 1e9);
            Collections.sort(late);
            return new Ticks(late, perSecond, Math.max(0, missed), bytes);
        }

        double lateMicros(double share) {
            return late.get((int) Math.round(share * (late.size() - 1))) / 1e3;
        }
    }
}
