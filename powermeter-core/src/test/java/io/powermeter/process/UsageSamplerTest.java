package io.powermeter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.recording.ProcessRow;
import io.powermeter.sampler.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class UsageSamplerTest {
    private static final long JOB = 100;
    private static final long MILLI = 1_000_000;

    @TempDir
    Path root;

    private final List<ProcessRow> rows = new ArrayList<>();
    private long now = 5_000 * MILLI;

    private void row(UsageSampler.ProcessUse use) {
        rows.add(new ProcessRow(
                now,
                use.pid(),
                use.parentPid(),
                use.name(),
                use.cpuSeconds(),
                use.pssBytes(),
                use.ussBytes(),
                use.acceleratorShare(),
                use.acceleratorBytes()));
    }

    private FakeProc machine() {
        FakeProc proc = new FakeProc(root);
        proc.process(JOB, "job", 1, 100, 0).memory(JOB, 2000, 10, 20);
        proc.host.put("/proc/stat", "cpu  1000 0 0 0 0 0 0 0 0 0");
        proc.host.put("/proc/meminfo", "MemTotal:       1000 kB\nMemFree: 1 kB\nMemAvailable:    400 kB");
        proc.host.put("/proc/self/stat", "7 (java) S 1 7 7 0 -1 0 1 1 1 1 30 12 5 6 20 0 1 0 99");
        proc.host.put("/proc/self/statm", "9000 250 3 4 5 6 7");
        return proc;
    }

    private UsageSampler child(FakeProc proc) {
        return UsageSampler.ofChild(proc.host, new MachineCpuUse(proc.host, 4), () -> now, this::row);
    }

    private static double read(UsageSampler sampler, String channel) {
        Reading reading = new Reading(sampler.channels().size());
        sampler.sample(reading);
        return value(sampler, reading, channel);
    }

    private static double value(UsageSampler sampler, Reading reading, String channel) {
        List<String> ids = sampler.channels().stream().map(Channel::id).toList();
        return reading.get(ids.indexOf("usage/" + channel));
    }

    @Test
    void sample_beforeTheJobIsKnown_tellsTheMachineAndTheMeter() {
        UsageSampler sampler = child(machine());
        Reading reading = new Reading(sampler.channels().size());
        sampler.sample(reading);
        assertThat(value(sampler, reading, "job-cpu")).isZero();
        assertThat(value(sampler, reading, "job-memory")).isNaN();
        assertThat(value(sampler, reading, "machine-cpu")).isEqualTo(10);
        assertThat(value(sampler, reading, "machine-memory")).isEqualTo(600 * 1024);
        assertThat(value(sampler, reading, "meter-cpu")).isEqualTo(0.42);
        assertThat(value(sampler, reading, "meter-memory")).isEqualTo(250 * 4096);
        sampler.close();
    }

    @Test
    void sample_followedJob_tellsItsTimeAlwaysAndItsMemorySeldom() {
        UsageSampler sampler = child(machine());
        read(sampler, "job-cpu");
        sampler.follow(JOB);
        List<Double> memory = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Reading reading = new Reading(sampler.channels().size());
            sampler.sample(reading);
            assertThat(value(sampler, reading, "job-cpu")).isEqualTo(1);
            memory.add(value(sampler, reading, "job-memory"));
            now += 100 * MILLI;
        }
        sampler.close();
        assertThat(memory.subList(0, 10)).as("within a second").contains(2000.0 * 1024);
        assertThat(memory)
                .filteredOn(m -> m.isNaN())
                .as("dear, so not at every reading")
                .hasSizeGreaterThan(25);
        assertThat(memory).filteredOn(m -> !m.isNaN()).containsOnly(2000.0 * 1024);
        long first = 5_000 * MILLI;
        assertThat(rows.get(0).elapsedNanos()).isEqualTo(first);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.pid()).isEqualTo(JOB);
            assertThat(row.parentPid()).isEqualTo(1);
            assertThat(row.name()).isEqualTo("job");
            assertThat(row.cpuSeconds()).isEqualTo(1);
        });
        assertThat(rows)
                .filteredOn(row -> !Double.isNaN(row.pssBytes()))
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(row.pssBytes()).isEqualTo(2000 * 1024);
                    assertThat(row.ussBytes()).isEqualTo(30 * 1024);
                });
    }

    @Test
    void sample_jobThatEnded_countsWhatItsParentWasToldOf() {
        FakeProc proc = machine();
        UsageSampler sampler = child(proc);
        read(sampler, "job-cpu");
        sampler.follow(JOB);
        read(sampler, "job-cpu");
        proc.end(JOB);
        proc.host.put("/proc/self/stat", "7 (java) S 1 7 7 0 -1 0 1 1 1 1 30 12 255 6 20 0 1 0 99");
        assertThat(read(sampler, "job-cpu")).isEqualTo(2.5);
        assertThat(read(sampler, "job-cpu")).as("never goes back").isEqualTo(2.5);
        sampler.close();
    }

    @Test
    void sample_processThatRanBefore_isCountedFromNowOn() {
        FakeProc proc = machine();
        proc.children(JOB, "101").process(101, "child", JOB, 50, 25);
        UsageSampler sampler =
                UsageSampler.ofRunningProcess(proc.host, new MachineCpuUse(proc.host, 4), () -> now, this::row);
        assertThat(read(sampler, "job-cpu")).isZero();
        sampler.follow(JOB);
        assertThat(read(sampler, "job-cpu")).isZero();
        proc.process(JOB, "job", 1, 130, 0).process(101, "child", JOB, 60, 25);
        assertThat(read(sampler, "job-cpu")).isCloseTo(0.4, within(1e-9));
        proc.end(JOB);
        proc.host.put("/proc/self/stat", "7 (java) S 1 7 7 0 -1 0 1 1 1 1 30 12 905 6 20 0 1 0 99");
        assertThat(read(sampler, "job-cpu")).as("this process waits for others").isCloseTo(0.4, within(1e-9));
        assertThat(sampler.jobCpuSource()).isEqualTo("process tree");
        sampler.close();
    }

    @Test
    void sample_treeThatTheMeterIsIn_leavesTheMeterOut() {
        FakeProc proc = machine();
        long self = ProcessHandle.current().pid();
        proc.children(JOB, Long.toString(self)).process(self, "java", JOB, 5000, 0);
        UsageSampler sampler = child(proc);
        sampler.follow(JOB);
        assertThat(read(sampler, "job-cpu")).isEqualTo(1);
        assertThat(sampler.holds(self)).isFalse();
        sampler.close();
    }

    @Test
    void sample_nothingCanBeRead_leavesTheMachineMissingAndDoesNotThrow() {
        FakeProc proc = new FakeProc(root);
        proc.host.put("/proc", "<DIR>");
        UsageSampler sampler = child(proc);
        Reading reading = new Reading(sampler.channels().size());
        sampler.sample(reading);
        assertThat(value(sampler, reading, "machine-cpu")).isNaN();
        assertThat(value(sampler, reading, "machine-memory")).isNaN();
        assertThat(value(sampler, reading, "meter-cpu")).isNaN();
        sampler.close();
        sampler.close();
    }

    @Test
    void sample_machineUnreadable_stillTellsTheMeter() {
        FakeProc proc = machine();
        proc.host.put("/proc/stat", "<EACCES>");
        UsageSampler sampler = child(proc);
        assertThat(read(sampler, "meter-cpu")).isEqualTo(0.42);
        sampler.close();
    }

    @Test
    void channels_all_startWithTheNameAndAreUnique() {
        UsageSampler sampler = child(machine());
        assertThat(sampler.channels())
                .extracting(Channel::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("usage/"));
        sampler.close();
    }

    /** The shell itself says, by its builtin {@code times}, how much time its child took. */
    @Test
    @Timeout(30)
    @EnabledOnOs(OS.LINUX)
    void sample_realShellWhoseChildLivedBetweenTwoReadings_countsItsTime() throws IOException, InterruptedException {
        Host host = Host.local();
        UsageSampler sampler = UsageSampler.ofChild(host, MachineCpuUse.of(host), System::nanoTime, use -> {});
        read(sampler, "job-cpu");
        String burn = "i=0; while [ $i -lt 150000 ]; do i=$((i+1)); done";
        Process job = new ProcessBuilder("sh", "-c", "sh -c '" + burn + "'; times; read x").start();
        sampler.follow(job.pid());
        String times;
        try (var output = job.inputReader(StandardCharsets.UTF_8)) {
            times = output.readLine() + " " + output.readLine();
            double whileItLives = read(sampler, "job-cpu");
            job.getOutputStream().close();
            assertThat(job.waitFor(10, TimeUnit.SECONDS)).isTrue();
            double truth = seconds(times);
            assertThat(truth).as("burnt: %s", times).isGreaterThan(0.05);
            assertThat(whileItLives).isCloseTo(truth, within(0.2 * truth + 0.02));
            assertThat(read(sampler, "job-cpu")).isCloseTo(truth, within(0.2 * truth + 0.02));
        }
        sampler.close();
    }

    static double seconds(String times) {
        Matcher matcher = Pattern.compile("(\\d+)m([0-9.]+)s").matcher(times);
        double sum = 0;
        while (matcher.find()) {
            sum += 60 * Integer.parseInt(matcher.group(1)) + Double.parseDouble(matcher.group(2));
        }
        return sum;
    }

    /** A program of the meter that fails again and again lives too short to be seen, but its time is in the same sum. */
    @Test
    void sample_whatEndedWhileTheJobLived_isNotTheJobs() {
        FakeProc proc = machine();
        UsageSampler sampler = child(proc);
        read(sampler, "job-cpu");
        sampler.follow(JOB);
        read(sampler, "job-cpu");
        proc.host.put("/proc/self/stat", "7 (java) S 1 7 7 0 -1 0 1 1 1 1 30 12 905 6 20 0 1 0 99");
        assertThat(read(sampler, "job-cpu")).isEqualTo(1);
        proc.end(JOB);
        proc.host.put("/proc/self/stat", "7 (java) S 1 7 7 0 -1 0 1 1 1 1 30 12 1155 6 20 0 1 0 99");
        assertThat(read(sampler, "job-cpu")).isCloseTo(2.5, within(1e-9));
        sampler.close();
    }

    /** What the meter runs for itself, such as nvidia-smi, is its own cost and not the job's, alive or waited for. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void sample_programsOfTheMeter_areItsCostAndNotTheJobs() throws Exception {
        FakeProc proc = machine();
        UsageSampler sampler = child(proc);
        proc.host.put("/usr/bin/smi", "#!/bin/sh\nread ignored");
        try (var stream = proc.host.stream(line -> {}, "smi")) {
            stream.start();
            while (proc.host.children().isEmpty()) {
                Thread.onSpinWait();
            }
            long pid = proc.host.children().iterator().next();
            proc.process(pid, "smi", 7, 300, 50);
            read(sampler, "meter-cpu");
            sampler.follow(JOB);
            assertThat(read(sampler, "meter-cpu")).isEqualTo(0.42 + 3.5);
            double memory = read(sampler, "meter-memory");
            proc.host.put("/proc/" + pid + "/statm", "9000 1000 300 1 0 200 0");
            assertThat(read(sampler, "meter-memory") - memory).isEqualTo(1000 * 4096.0);
            assertThat(read(sampler, "job-cpu")).isEqualTo(1);
            proc.end(pid);
            proc.end(JOB);
            // the kernel added both to what this process waited for: 3.5 s of the program and 2 s of the job
            proc.host.put("/proc/self/stat", "7 (java) S 1 7 7 0 -1 0 1 1 1 1 30 12 555 6 20 0 1 0 99");
            assertThat(read(sampler, "job-cpu")).isCloseTo(2, within(1e-9));
            assertThat(read(sampler, "meter-cpu")).isEqualTo(0.42 + 3.5);
        }
        sampler.close();
    }

    @Test
    void holds_processesOfTheJob_asOfTheLastLook() {
        FakeProc proc = machine();
        proc.children(JOB, "101").process(101, "child", JOB, 5, 0);
        UsageSampler sampler = child(proc);
        assertThat(sampler.holds(JOB)).isFalse();
        sampler.follow(JOB);
        assertThat(sampler.holds(JOB)).isTrue();
        read(sampler, "job-cpu");
        assertThat(sampler.holds(101)).isTrue();
        assertThat(sampler.holds(102)).isFalse();
        sampler.close();
    }

    @Test
    void usesAccelerators_toldLately_standsInTheRowsOfItsProcess() {
        FakeProc proc = machine();
        UsageSampler sampler = child(proc);
        sampler.follow(JOB);
        sampler.usesAccelerators(JOB, 0.75, 1e9);
        sampler.usesAccelerators(999, 0.25, 2e9);
        read(sampler, "job-cpu");
        now += 10_000 * MILLI;
        read(sampler, "job-cpu");
        assertThat(rows).extracting(ProcessRow::gpuUse).containsExactly(0.75, Double.NaN);
        assertThat(rows).extracting(ProcessRow::gpuBytes).containsExactly(1e9, Double.NaN);
        sampler.close();
    }
}
