package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.rapl.SimulatedRapl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What short children, daemons and their like draw is the job's, and not that of the load beside it. */
class JobShareTest {
    @TempDir
    Path folder;

    /**
     * Two jobs of 2,000 children each run at once, so that each is the other's competing load: one in a control group of its
     * own, where that may be made, and one without. The shell's {@code times} and the kernel's busy time, both read by the
     * job, are the truth.
     */
    @Test
    void run_thousandsOfShortChildrenBesideALoad_jobHasTheirTimeAndItsShare() throws Exception {
        try (SimulatedRapl machine =
                SimulatedRapl.under(folder.resolve("machine")).dram(false).start()) {
            Map<String, MeterProcess.Running> meters = new TreeMap<>();
            for (String cgroup : List.of("on", "off")) {
                MeterProcess meter = MeterProcess.in(Files.createDirectory(folder.resolve(cgroup)))
                        .environment("POWERMETER_CGROUP", cgroup);
                meters.put(cgroup, meter.start(line(JobTruth.script("sh -c :", 2000))));
            }
            for (Map.Entry<String, MeterProcess.Running> meter : meters.entrySet()) {
                JobTruth truth = JobTruth.of(meter.getValue().await().out());
                JsonNode job = summary(meter.getKey()).get("job");
                assertThat(truth.cpuSeconds()).isGreaterThan(0.5);
                assertThat(job.get("cpuSeconds").doubleValue())
                        .as("CPU time, control group %s: %s", meter.getKey(), job)
                        .isCloseTo(truth.cpuSeconds(), within(0.03 * truth.cpuSeconds()));
                assertThat(job.get("share").doubleValue())
                        .as(
                                "share, control group %s: %s, late by %d ns",
                                meter.getKey(), truth, machine.longestGapNanos())
                        .isCloseTo(truth.share(), within(0.05 * truth.share()));
            }
        }
    }

    /** Whom nobody waits for is in no sum of the kernel but that of the control group. */
    @Test
    void run_childrenThatNobodyWaitsForAndDaemons_areTheJobs() throws Exception {
        String burn = "i=0; while [ $i -lt 150000 ]; do i=$((i+1)); done; times >";
        String job = "trap '' CHLD; sh -c '" + burn + "one' & (setsid sh -c '" + burn
                + "two' &); while [ ! -s one ] || [ ! -s two ]; do sleep 0.05; done";
        MeterProcess.Outcome outcome = MeterProcess.in(Files.createDirectory(folder.resolve("on")))
                .run("run", "--quiet", "--report", "json", "--out", "run", "--", "sh", "-c", job);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode told = summary("on").get("job");
        assumeTrue(
                told.get("cpuSource").textValue().equals("cgroup v2"),
                "skipped: this user may make no control group of version 2 here");
        double truth = JobTruth.cpuSeconds(Files.readString(folder.resolve("on/one")))
                + JobTruth.cpuSeconds(Files.readString(folder.resolve("on/two")));
        assertThat(told.get("cpuSeconds").doubleValue()).isGreaterThan(0.97 * truth);
    }

    private static String[] line(String script) {
        List<String> words = new ArrayList<>(
                List.of("run", "--quiet", "--report", "json", "--out", "run", "--sysfs-root", "../machine", "--"));
        words.addAll(List.of("sh", "-c", script));
        return words.toArray(String[]::new);
    }

    private JsonNode summary(String name) throws Exception {
        return RunFolder.summary(folder.resolve(name).resolve("run"));
    }
}
