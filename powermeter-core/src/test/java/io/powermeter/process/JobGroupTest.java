package io.powermeter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.powermeter.host.FakeHost;
import io.powermeter.host.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The group itself needs a kernel that lets this user make one; what forbids it can be told on any machine. */
@Timeout(30)
class JobGroupTest {
    private static final Host HOST = Host.local();
    private static final String OWN = "/sys/fs/cgroup";

    @TempDir
    Path root;

    private static JobGroup make() {
        JobGroup group = JobGroup.make(HOST).orElse(null);
        assumeTrue(group != null, "skipped: this user may make no control group of version 2 here");
        return group;
    }

    private static List<String> folders() {
        String prefix = "powermeter-" + ProcessHandle.current().pid();
        return HOST.list(OwnGroup.folder(HOST).orElseThrow()).stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    @Test
    void enterAndLeave_childStartedBetween_isInTheGroupAndThisProcessIsNot() throws Exception {
        String before = HOST.readText("/proc/self/cgroup");
        try (JobGroup group = make()) {
            group.enter();
            Process child = new ProcessBuilder("sh", "-c", "sh -c 'read x'; read x").start();
            group.leave();
            assertThat(group.holdsJob()).isTrue();
            assertThat(HOST.readText("/proc/self/cgroup")).isEqualTo(before);
            while (group.processes().size() < 2) {
                Thread.onSpinWait();
            }
            assertThat(group.processes())
                    .contains(child.pid())
                    .doesNotContain(ProcessHandle.current().pid());
            child.descendants().forEach(ProcessHandle::destroy);
            child.destroy();
            child.waitFor();
        }
        assertThat(folders()).isEmpty();
    }

    /** The shell tells by {@code times} what it and its children used; those that nobody waits for are in no such sum. */
    @Test
    void cpuSeconds_childrenThatNobodyWaitsFor_areCounted() throws Exception {
        Path out = root.resolve("out");
        String burn = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; times; echo end";
        String job = "(setsid sh -c '" + burn + "' >" + out + " &)";
        try (JobGroup group = make()) {
            group.enter();
            Process child = new ProcessBuilder("sh", "-c", job).start();
            group.leave();
            child.waitFor();
            while (!Files.exists(out) || !Files.readString(out).endsWith("end\n")) {
                Thread.onSpinWait();
            }
            double truth = UsageSamplerTest.seconds(Files.readString(out));
            assertThat(truth).isGreaterThan(0.02);
            assertThat(group.cpuSeconds()).isCloseTo(truth, within(0.1 * truth + 0.02));
        }
    }

    @Test
    void close_daemonInTheGroup_livesOnOutside() throws Exception {
        JobGroup group = make();
        group.enter();
        Process daemon = new ProcessBuilder("sleep", "20").start();
        group.leave();
        group.close();
        assertThat(folders()).isEmpty();
        assertThat(daemon.isAlive()).isTrue();
        assertThat(HOST.readText("/proc/" + daemon.pid() + "/cgroup")).isEqualTo(HOST.readText("/proc/self/cgroup"));
        daemon.destroyForcibly();
    }

    @Test
    void close_neverLeft_movesThisProcessBack() throws Exception {
        String before = HOST.readText("/proc/self/cgroup");
        JobGroup group = make();
        group.enter();
        group.close();
        assertThat(HOST.readText("/proc/self/cgroup")).isEqualTo(before);
        assertThat(folders()).isEmpty();
    }

    @Test
    void make_whileAnotherJobIsBeingBorn_isNoneAndDisturbsNothing() throws Exception {
        try (JobGroup first = make()) {
            first.enter();
            String inside = HOST.readText("/proc/self/cgroup");
            assertThat(JobGroup.make(HOST)).isEmpty();
            assertThat(HOST.readText("/proc/self/cgroup")).isEqualTo(inside);
        }
        assertThat(folders()).isEmpty();
    }

    @Test
    void make_groupOfAMeterThatWasKilled_isSweptAndThatOfALivingOneIsNot() throws Exception {
        make().close();
        Process meter = new ProcessBuilder("true").start();
        assertThat(meter.waitFor(10, TimeUnit.SECONDS)).isTrue();
        String own = OwnGroup.folder(HOST).orElseThrow();
        Path dead = Files.createDirectory(Path.of(own, "powermeter-" + meter.pid() + "-1"));
        Path nested = Files.createDirectory(dead.resolve("of-the-job"));
        Path living = Files.createDirectory(Path.of(own, "powermeter-1-9"));
        Path strange = Files.createDirectory(Path.of(own, "powermeter-"));
        make().close();
        assertThat(strange).exists();
        Files.delete(strange);
        assertThat(nested).doesNotExist();
        assertThat(dead).doesNotExist();
        assertThat(living).exists();
        Files.delete(living);
    }

    private FakeHost version2() {
        return FakeHost.empty(root)
                .put("/proc/self/cgroup", "0::/")
                .put("/proc/self/mountinfo", "41 31 0:38 / " + OWN + " rw - cgroup2 cgroup2 rw")
                .put(OWN + "/cgroup.procs", "1");
    }

    @Test
    void make_groupThatCannotBeUsed_isNoneAndLeavesNothing() {
        assertThat(JobGroup.make(version2())).isEmpty();
        assertThat(version2().list(OWN)).containsExactly("cgroup.procs");
    }

    @Test
    void make_groupWithALimitOfItsOwn_isNone() {
        FakeHost host = version2().put(OWN + "/memory.max", "1073741824");
        assertThat(JobGroup.make(host)).isEmpty();
        assertThat(host.opened()).contains(OWN + "/memory.max");
    }

    @Test
    void make_settingSaysOff_doesNotEvenLook() {
        FakeHost host = version2().set("POWERMETER_CGROUP", "off");
        assertThat(JobGroup.make(host)).isEmpty();
        assertThat(host.opened()).isEmpty();
    }
}
