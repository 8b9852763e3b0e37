package io.powermeter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.powermeter.host.FakeHost;
import io.powermeter.host.UnreadableException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SliceTest {
    @TempDir
    Path root;

    @Test
    void of_machineWithoutControlGroups_isTheWholeMachine() {
        Slice slice = Slice.of(FakeHost.empty(root));
        assertThat(slice).isEqualTo(Slice.WHOLE_MACHINE);
        assertThat(slice.cpusOf(8)).isEqualTo(8);
        assertThat(slice.memoryOf(1000)).isEqualTo(1000);
        assertThat(slice.limitsCpus(8)).isFalse();
        assertThat(slice.limitsMemory(1000)).isFalse();
    }

    @Test
    void of_version2Container_readsQuotaAndMemoryOfTheMountedRoot() {
        FakeHost host = version2("0::/")
                .put("/sys/fs/cgroup/cpu.max", "150000 100000")
                .put("/sys/fs/cgroup/cpuset.cpus.effective", "0-7")
                .put("/sys/fs/cgroup/memory.max", "536870912");
        Slice slice = Slice.of(host);
        assertThat(slice)
                .isEqualTo(new Slice(OptionalDouble.of(1.5), OptionalLong.of(536870912), "/sys/fs/cgroup/cpu.stat"));
        assertThat(slice.cpusOf(8)).isEqualTo(1.5);
        assertThat(slice.cpusOf(1)).isEqualTo(1);
        assertThat(slice.memoryOf(1L << 30)).isEqualTo(536870912);
    }

    @Test
    void of_version2WithoutLimits_limitsNothing() {
        FakeHost host =
                version2("0::/").put("/sys/fs/cgroup/cpu.max", "max 100000").put("/sys/fs/cgroup/memory.max", "max");
        assertThat(Slice.of(host)).isEqualTo(Slice.WHOLE_MACHINE);
    }

    @Test
    void of_version2LimitOfAnOuterGroup_countsAndItsUseIsRead() {
        FakeHost host = version2("0::/a.slice/b.scope")
                .put("/sys/fs/cgroup/a.slice/cpu.max", "200000 100000")
                .put("/sys/fs/cgroup/a.slice/cpu.stat", "usage_usec 1")
                .put("/sys/fs/cgroup/a.slice/memory.max", "1000")
                .put("/sys/fs/cgroup/a.slice/b.scope/cpu.max", "400000 100000")
                .put("/sys/fs/cgroup/a.slice/b.scope/cpu.stat", "usage_usec 1")
                .put("/sys/fs/cgroup/a.slice/b.scope/memory.max", "2000");
        assertThat(Slice.of(host))
                .isEqualTo(new Slice(OptionalDouble.of(2), OptionalLong.of(1000), "/sys/fs/cgroup/a.slice/cpu.stat"));
    }

    @Test
    void of_version2CpuSetTighterThanQuota_countsItsCpus() {
        FakeHost host = version2("0::/../outside")
                .put("/sys/fs/cgroup/cpu.max", "800000 100000")
                .put("/sys/fs/cgroup/cpuset.cpus.effective", "0-1,4");
        assertThat(Slice.of(host).cpus()).hasValue(3);
    }

    @Test
    void of_version1WithCoMountedControllers_readsQuotaOfTheOwnGroup() {
        FakeHost host = FakeHost.empty(root)
                .put("/proc/self/cgroup", "5:memory:/docker/1\n4:cpuset:/docker/1\n3:cpu,cpuacct:/docker/1")
                .put("/sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_quota_us", "250000")
                .put("/sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_period_us", "100000")
                .put("/sys/fs/cgroup/cpu,cpuacct/docker/1/cpuacct.usage", "5")
                .put("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1")
                .put("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000")
                .put("/sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes", "1073741824")
                .put("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        assertThat(Slice.of(host))
                .isEqualTo(new Slice(
                        OptionalDouble.of(2.5),
                        OptionalLong.of(1073741824),
                        "/sys/fs/cgroup/cpu,cpuacct/docker/1/cpuacct.usage"));
    }

    @Test
    void of_version1ContainerThatSeesTheHostsPath_readsTheMountedRoot() {
        FakeHost host = FakeHost.empty(root)
                .put("/proc/self/cgroup", "9:cpuacct:/docker/1\n8:cpuset:/docker/1\n7:cpu:/docker/1")
                .put("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "300000")
                .put("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000")
                .put("/sys/fs/cgroup/cpuset/cpuset.effective_cpus", "2-3")
                .put("/sys/fs/cgroup/cpuacct/cpuacct.usage", "5");
        assertThat(Slice.of(host))
                .isEqualTo(
                        new Slice(OptionalDouble.of(2), OptionalLong.empty(), "/sys/fs/cgroup/cpuacct/cpuacct.usage"));
    }

    @Test
    void of_hybridLayout_readsLimitsOfVersion1() {
        FakeHost host = FakeHost.empty(root)
                .put("/proc/self/cgroup", "4:memory:/job\n2:cpuacct:/\n1:cpu:/job\n0::/job")
                .put("/sys/fs/cgroup/unified/job/cpu.stat", "usage_usec 1")
                .put("/sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "50000")
                .put("/sys/fs/cgroup/cpu/job/cpu.cfs_period_us", "100000")
                .put("/sys/fs/cgroup/cpuacct/job/cpuacct.usage", "5")
                .put("/sys/fs/cgroup/memory/job/memory.limit_in_bytes", "4096");
        assertThat(Slice.of(host))
                .isEqualTo(new Slice(
                        OptionalDouble.of(0.5), OptionalLong.of(4096), "/sys/fs/cgroup/cpuacct/job/cpuacct.usage"));
    }

    @Test
    void of_hybridLayoutWithControllersInVersion2_readsThem() {
        FakeHost host = FakeHost.empty(root)
                .put("/proc/self/cgroup", "1:name=systemd:/job\n0::/job")
                .put("/sys/fs/cgroup/unified/job/cpu.max", "50000 100000")
                .put("/sys/fs/cgroup/unified/job/cpu.stat", "usage_usec 1");
        assertThat(Slice.of(host).cpuUseFile()).isEqualTo("/sys/fs/cgroup/unified/job/cpu.stat");
    }

    @Test
    void of_limitWhoseUseCannotBeRead_isNotTaken() {
        FakeHost host =
                version2("0::/").put("/sys/fs/cgroup/cpu.max", "50000 100000").remove("/sys/fs/cgroup/cpu.stat");
        assertThat(Slice.of(host).cpus()).isEmpty();
    }

    @Test
    void of_filesThatHoldNoNumbers_limitNothing() {
        FakeHost host = version2("0::/\nnonsense")
                .put("/sys/fs/cgroup/cpu.max", "some words here")
                .put("/sys/fs/cgroup/cpuset.cpus.effective", "a-b,-,5-2")
                .put("/sys/fs/cgroup/memory.max", "99999999999999999999");
        assertThat(Slice.of(host)).isEqualTo(Slice.WHOLE_MACHINE);
    }

    @Test
    void cpuUse_sliceBelowTheMachine_readsMicrosecondsOfVersion2() throws UnreadableException {
        FakeHost host = version2("0::/")
                .put("/sys/fs/cgroup/cpu.max", "50000 100000")
                .put("/sys/fs/cgroup/cpu.stat", "usage_usec 2500000\nuser_usec 1");
        CpuUse use = Slice.of(host).cpuUse(host, 4);
        assertThat(use).isInstanceOf(SliceCpuUse.class);
        assertThat(use.capacity()).isEqualTo(0.5);
        assertThat(use.busySeconds()).isEqualTo(2.5);
        host.put("/sys/fs/cgroup/cpu.stat", "usage_usec 3500000\nuser_usec 1");
        assertThat(use.busySeconds()).isEqualTo(3.5);
    }

    @Test
    void cpuUse_version1_readsNanoseconds() throws UnreadableException {
        FakeHost host = FakeHost.empty(root).put("/a/cpuacct.usage", "1500000000");
        Slice slice = new Slice(OptionalDouble.of(1), OptionalLong.empty(), "/a/cpuacct.usage");
        assertThat(slice.cpuUse(host, 4).busySeconds()).isEqualTo(1.5);
    }

    @Test
    void cpuUse_statWithoutUsage_isUnreadable() {
        FakeHost host = FakeHost.empty(root).put("/a/cpu.stat", "nr_periods 0");
        Slice slice = new Slice(OptionalDouble.of(1), OptionalLong.empty(), "/a/cpu.stat");
        assertThatThrownBy(() -> slice.cpuUse(host, 4).busySeconds())
                .isInstanceOf(UnreadableException.class)
                .hasMessage("Cannot read /a/cpu.stat: a number is missing in it.");
    }

    @Test
    void cpuUse_sliceAsLargeAsTheMachine_isTheMachines() {
        Slice slice = new Slice(OptionalDouble.of(4), OptionalLong.empty(), "/a/cpu.stat");
        FakeHost host = FakeHost.empty(root).put("/proc", "<DIR>");

        assertThat(slice.cpuUse(host, 4)).isInstanceOf(MachineCpuUse.class);
    }

    @Test
    void newSlice_limitWithoutUseFile_isRefused() {
        assertThatThrownBy(() -> new Slice(OptionalDouble.of(1), OptionalLong.empty(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a limit on CPUs and the file that tells their use come together");
    }

    private FakeHost version2(String groups) {
        return FakeHost.empty(root)
                .put("/proc/self/cgroup", groups)
                .put("/sys/fs/cgroup/cgroup.controllers", "cpuset cpu memory")
                .put("/sys/fs/cgroup/cpu.stat", "usage_usec 1");
    }
}
