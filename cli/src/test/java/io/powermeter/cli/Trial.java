package io.powermeter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.rapl.SimulatedRapl;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One job measured on a simulated machine, held against the truth.
 *
 * @param joules what the meter says
 * @param jobTruth what the machine spent while the job ran, by the job's own clock
 * @param meterTruth what it spent in the window that the meter took for the job's
 * @param secondsBefore from the begin of the meter's window to the job's own
 * @param secondsAfter from the end of the job's own window to that of the meter's
 * @param coverage share of the time that the meter knows of
 * @param wrapped whether the package's counter started again at zero meanwhile
 * @param leadSeconds from the start of the simulated machine to that of the job
 * @param lagSeconds longest time that the simulated counters stood still: on a busy machine they lag, and no meter can know
 */
record Trial(
        double joules,
        double jobTruth,
        double meterTruth,
        double secondsBefore,
        double secondsAfter,
        double coverage,
        boolean wrapped,
        double leadSeconds,
        double lagSeconds) {
    /** The shell's own clock: reading it starts no process, and the job has next to no start-up of its own. */
    private static final String JOB = "echo $EPOCHREALTIME; sleep %s; echo $EPOCHREALTIME";

    /** Returns whether the job can read the clock. */
    static boolean canRun() {
        return Files.isExecutable(Path.of("/bin/bash"));
    }

    /** Returns the error in percent of the truth while the job ran. */
    double jobPercent() {
        return 100 * (joules - jobTruth) / jobTruth;
    }

    /** Returns the error in percent of the truth in the meter's window. */
    double meterPercent() {
        return 100 * (joules - meterTruth) / meterTruth;
    }

    /**
     * Measures a job of some seconds with several periods at once: one meter each, all on the same simulated machine.
     *
     * @param lead after how many seconds the job may be expected to begin: counters wrap half its length later
     */
    static List<Trial> of(
            Scenario scenario,
            double seconds,
            double lead,
            List<String> periods,
            Path folder,
            Function<Path, MeterProcess> meter)
            throws IOException, InterruptedException {
        double wrapSeconds = lead + seconds / 2;
        Path tree = folder.resolve("machine");
        long clocks = nanosFromWallToSteady();
        try (SimulatedRapl machine = scenario.start(tree, lead + seconds, wrapSeconds)) {
            long started = System.nanoTime();
            long wrap = started + Math.round(wrapSeconds * 1e9);
            List<MeterProcess.Running> meters = new ArrayList<>();
            for (String period : periods) {
                Path own = Files.createDirectories(folder.resolve(period));
                meters.add(start(meter.apply(own), period, tree, seconds));
            }
            List<Trial> trials = new ArrayList<>();
            for (int i = 0; i < meters.size(); i++) {
                MeterProcess.Outcome outcome = meters.get(i).await();
                if (outcome.exitCode() != 0) {
                    throw new AssertionError("exit code " + outcome.exitCode() + ": " + outcome.err());
                }
                String[] stamps = outcome.out().strip().split("\n");
                Span job = new Span(nanos(stamps[0]) + clocks, nanos(stamps[1]) + clocks);
                Path run = folder.resolve(periods.get(i)).resolve("run");
                trials.add(of(
                        scenario,
                        machine,
                        run,
                        job,
                        scenario.wraps() && job.from < wrap && wrap < job.to,
                        (job.from - started) / 1e9));
            }
            return trials;
        }
    }

    private static MeterProcess.Running start(MeterProcess meter, String period, Path tree, double seconds)
            throws IOException {
        String job = String.format(Locale.ROOT, JOB, seconds);
        String options = "run --quiet --report json --out run --period " + period + " --sysfs-root " + tree;
        return meter.start(Stream.concat(Stream.of(options.split(" ")), Stream.of("--", "/bin/bash", "-c", job))
                .toArray(String[]::new));
    }

    private static Trial of(Scenario scenario, SimulatedRapl machine, Path run, Span job, boolean wrapped, double lead)
            throws IOException {
        JsonNode total = RunFolder.summary(run).get("total");
        Span meter = span(run);
        return new Trial(
                total.get("joules").doubleValue(),
                scenario.truth(machine, job.from, job.to),
                scenario.truth(machine, meter.from, meter.to),
                (job.from - meter.from) / 1e9,
                (meter.to - job.to) / 1e9,
                total.get("coverage").doubleValue(),
                wrapped,
                lead,
                machine.longestGapNanos() / 1e9);
    }

    /** Two instants of {@link System#nanoTime()}. */
    private record Span(long from, long to) {}

    /** Returns the window that the meter took for the job's, on the clock that all processes share. */
    private static Span span(Path run) throws IOException {
        long start = RunFolder.info(run).get("start").get("monotonicNanos").longValue();
        long[] window = new long[2];
        for (JsonNode event : RunFolder.events(run)) {
            if (event.has("job")) {
                int edge = event.get("job").textValue().equals("begin") ? 0 : 1;
                window[edge] = start + event.get("elapsed_ns").longValue();
            }
        }
        return new Span(window[0], window[1]);
    }

    private static long nanos(String epochSeconds) {
        return new BigDecimal(epochSeconds).movePointRight(9).longValueExact();
    }

    /** Returns what must be added to wall clock nanoseconds; the tightest of several looks counts. */
    private static long nanosFromWallToSteady() {
        long tightest = Long.MAX_VALUE;
        long difference = 0;
        for (int i = 0; i < 100; i++) {
            long before = System.nanoTime();
            Instant wall = Instant.now();
            long after = System.nanoTime();
            if (after - before < tightest) {
                tightest = after - before;
                difference = before + (after - before) / 2 - (wall.getEpochSecond() * 1_000_000_000L + wall.getNano());
            }
        }
        return difference;
    }
}
