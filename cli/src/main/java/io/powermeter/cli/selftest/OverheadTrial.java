package io.powermeter.cli.selftest;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.host.Host;
import io.powermeter.measurement.Origin;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.recording.RecordingException;
import io.powermeter.reports.statistics.Repeats;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs the reference job without and with the meter in turn, so that what drifts meanwhile is in both. */
final class OverheadTrial {
    private final Host host;
    private final EstimateSettings estimate;
    private final ReferenceJob job;
    private final List<ReferenceJob.Cost> without = new ArrayList<>();
    private final List<ReferenceJob.Cost> with = new ArrayList<>();
    private final List<Double> joules = new ArrayList<>();
    private Origin origin = Origin.MEASURED;
    private double coreShares;

    OverheadTrial(Host host, EstimateSettings estimate, ReferenceJob job) {
        this.host = host;
        this.estimate = estimate;
        this.job = job;
    }

    /** Runs the job once without and once with the meter, every other time the other way round: the second may have it harder. */
    void pair() throws IOException, InterruptedException {
        if (with.size() % 2 == 0) {
            without();
            with();
        } else {
            with();
            without();
        }
    }

    private void without() throws IOException, InterruptedException {
        without.add(job.run(ReferenceJob.ProcessWatcher.NONE));
    }

    private void with() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("powermeter-selftest");
        try {
            measured(folder.resolve("run"));
        } finally {
            delete(folder);
        }
    }

    Overhead result() {
        return new Overhead(
                repeats(without, true),
                repeats(with, true),
                repeats(without, false),
                repeats(with, false),
                new Repeats(joules),
                origin,
                coreShares / with.size());
    }

    private void measured(Path folder) throws IOException, InterruptedException {
        PowerMeter meter = PowerMeter.builder()
                .host(host)
                .estimate(estimate)
                .recordInto(folder)
                .build();
        Run run = meter.start("reference job", job.command());
        try {
            run.jobStarting();
            with.add(job.run(new ReferenceJob.ProcessWatcher() {
                @Override
                public void started(long pid) {
                    run.jobStarted(pid);
                }

                @Override
                public void ended(int exitCode) {
                    run.jobEnded(exitCode);
                }
            }));
        } finally {
            run.close();
        }
        if (run.failure().isPresent()) {
            throw new RecordingException(run.failure().get());
        }
        Summary summary = run.summary();
        joules.add(summary.energy().joules());
        origin = summary.energy().origin() == Origin.MEASURED ? origin : Origin.ESTIMATED;
        coreShares += summary.meter().coreShare();
    }

    private static Repeats repeats(List<ReferenceJob.Cost> costs, boolean wall) {
        return new Repeats(costs.stream()
                .map(cost -> wall ? cost.seconds() : cost.cpuSeconds())
                .toList());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
