package io.powermeter.cli;

import io.powermeter.rapl.SimulatedRapl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how exactly the job's share is told beside known loads, and writes the table into {@code docs/attribution.md}, which
 * tells how to run it.
 */
final class ShareAccuracy {

    private static final String BURN = "j=0; while [ $j -lt %d ]; do j=$((j+1)); done";
    private static final String LONG = String.format(Locale.ROOT, BURN, 150_000);
    private static final String SHORT = "sh -c '" + String.format(Locale.ROOT, BURN, 10_000) + "'";

    /** A job beside a load, and what the original (AIPowerMeter fc099d1) told of its like. */
    private enum Load {
        ALONE("one thread, alone", LONG, 10, 0, 0, 0, "-1 %"),
        EQUAL("one thread beside another", LONG, 10, 0, 1, 0, ""),
        NICED_JOB("the job at nice 5, beside two threads", LONG, 4, 5, 2, 0, "+40 %"),
        NICED_OTHERS("the job beside two threads at nice 5", LONG, 10, 0, 2, 5, "+47 %"),
        SHORT_CHILDREN("200 short children, beside one thread", SHORT, 200, 0, 1, 0, "-99.5 %");

        private final String label;
        private final String command;
        private final int times;
        private final int nice;
        private final int others;
        private final int nicedOthers;
        private final String original;

        Load(String label, String command, int times, int nice, int others, int nicedOthers, String original) {
            this.label = label;
            this.command = command;
            this.times = times;
            this.nice = nice;
            this.others = others;
            this.nicedOthers = nicedOthers;
            this.original = original;
        }
    }

    private final Path launcher;
    private final Path work;
    private int number;

    private ShareAccuracy(Path launcher, Path work) {
        this.launcher = launcher;
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            throw new IllegalArgumentException("give the launcher and the page: ./powermeter docs/attribution.md");
        }
        String measured = new ShareAccuracy(Path.of(args[0]), Files.createTempDirectory("shares")).table();
        new MeasuredPage(Path.of(args[1])).fill(measured);
    }

    private String table() throws Exception {
        StringBuilder table =
                new StringBuilder("| job | its share of the busy CPUs | told, control group | told, process tree |"
                        + " CPU time, control group | CPU time, process tree | original |\n"
                        + "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Load load : Load.values()) {
            Result group = measure(load, "on");
            Result tree = measure(load, "off");
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f %%, %.1f %% | %+.2f %% | %+.2f %% | %+.2f %% | %+.2f %% | %s |%n",
                    load.label,
                    100 * group.truth.share(),
                    100 * tree.truth.share(),
                    group.sharePercent(),
                    tree.sharePercent(),
                    group.cpuPercent(),
                    tree.cpuPercent(),
                    load.original));
        }
        return table.toString();
    }

    private record Result(JobTruth truth, double share, double cpuSeconds) {
        double sharePercent() {
            return 100 * (share / truth.share() - 1);
        }

        double cpuPercent() {
            return 100 * (cpuSeconds / truth.cpuSeconds() - 1);
        }
    }

    private Result measure(Load load, String cgroup) throws Exception {
        Path folder = Files.createDirectory(work.resolve("run-" + ++number));
        List<Process> others = new ArrayList<>();
        try (SimulatedRapl machine =
                SimulatedRapl.under(folder.resolve("machine")).dram(false).start()) {
            for (int i = 0; i < load.others; i++) {
                others.add(burner(load.nicedOthers));
            }
            MeterProcess meter = MeterProcess.ofLauncher(folder, launcher).environment("POWERMETER_CGROUP", cgroup);
            List<String> line = new ArrayList<>(List.of("run", "--quiet", "--report", "json", "--out", "run"));
            line.addAll(List.of("--sysfs-root", "machine", "--", "nice", "-n", Integer.toString(load.nice)));
            line.addAll(List.of("sh", "-c", JobTruth.script(load.command, load.times)));
            JobTruth truth = JobTruth.of(meter.run(line.toArray(String[]::new)).out());
            var job = RunFolder.summary(folder.resolve("run")).get("job");
            Result result = new Result(
                    truth, job.get("share").doubleValue(), job.get("cpuSeconds").doubleValue());
            System.err.println(
                    load + " " + cgroup + ": " + result + ", counters late by " + machine.longestGapNanos() + " ns");
            return result;
        } finally {
            others.forEach(Process::destroyForcibly);
        }
    }

    private static Process burner(int nice) throws IOException {
        return new ProcessBuilder("nice", "-n", Integer.toString(nice), "sh", "-c", "while :; do :; done").start();
    }
}
