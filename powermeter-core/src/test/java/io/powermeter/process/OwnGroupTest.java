package io.powermeter.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnGroupTest {
    private static final String V1 = "33 31 0:30 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu\n";

    @TempDir
    Path root;

    private FakeHost host(String path, String mountRoot, String mountPoint, String group) {
        return FakeHost.empty(root)
                .put("/proc/self/cgroup", "9:name=systemd:/\n1:cpu:/elsewhere\n0::" + path)
                .put(
                        "/proc/self/mountinfo",
                        V1 + "41 31 0:38 " + mountRoot + " " + mountPoint
                                + " rw,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate")
                .put(group + "/cgroup.procs", "1");
    }

    @ParameterizedTest
    @CsvSource({
        "/, /, /sys/fs/cgroup/unified, /sys/fs/cgroup/unified",
        "/user.slice/a.scope, /, /sys/fs/cgroup, /sys/fs/cgroup/user.slice/a.scope",
        "/docker/abc, /docker/abc, /sys/fs/cgroup, /sys/fs/cgroup",
        "/docker/abc/x, /docker/abc, /sys/fs/cgroup, /sys/fs/cgroup/x"
    })
    void folder_mountedHierarchy_isTheProcessesOwnGroup(String path, String mountRoot, String mount, String group) {
        assertThat(OwnGroup.folder(host(path, mountRoot, mount, group))).contains(group);
    }

    @ParameterizedTest
    @CsvSource({
        "/../other, /, /sys/fs/cgroup, /sys/fs/cgroup",
        "/docker/abcd, /docker/abc, /sys/fs/cgroup, /sys/fs/cgroup",
        "/a, /, /sys/fs/cgroup, /sys/fs/cgroup"
    })
    void folder_groupThatCannotBeSeen_isNone(String path, String mountRoot, String mount, String group) {
        assertThat(OwnGroup.folder(host(path, mountRoot, mount, group))).isEmpty();
    }

    @Test
    void folder_versionOneOnly_isNone() {
        FakeHost host = FakeHost.empty(root).put("/proc/self/cgroup", "1:cpu:/").put("/proc/self/mountinfo", V1);
        assertThat(OwnGroup.folder(host)).isEmpty();
    }
}
