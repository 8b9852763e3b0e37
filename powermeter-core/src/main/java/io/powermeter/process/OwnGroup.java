package io.powermeter.process;

import io.powermeter.host.Host;
import java.util.Optional;

/**
 * Finds the control group of version 2 that this process is in: its path by {@code /proc/self/cgroup} (cgroups(7)), and where
 * that hierarchy is mounted by {@code /proc/self/mountinfo} (proc_pid_mountinfo(5)), beside those of version 1 or alone.
 */
final class OwnGroup {
    private static final String PREFIX = "0::";
    private static final int MOUNT_ROOT = 3;
    private static final int MOUNT_POINT = 4;

    private OwnGroup() {}

    /** Returns the group's folder, or nothing if there is none or it is not mounted where this process can see it. */
    static Optional<String> folder(Host host) {
        return path(host)
                .flatMap(path -> host.text("/proc/self/mountinfo")
                        .orElse("")
                        .lines()
                        .filter(mount -> mount.contains(" - cgroup2 "))
                        .flatMap(mount -> below(mount.split(" "), path).stream())
                        .filter(folder -> host.exists(folder + "/cgroup.procs"))
                        .findFirst());
    }

    private static Optional<String> path(Host host) {
        return host.text("/proc/self/cgroup")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith(PREFIX + "/") && !line.contains("/..")) // outside of its own namespace
                .map(line -> line.substring(PREFIX.length()))
                .findFirst();
    }

    /** A mount may show only a part of the hierarchy: then its root is the beginning of every path in it. */
    private static Optional<String> below(String[] mount, String path) {
        String root = mount[MOUNT_ROOT].equals("/") ? "" : mount[MOUNT_ROOT];
        boolean inside = path.equals(root) || path.startsWith(root + "/");
        String rest = inside ? path.substring(root.length()) : "";
        return inside ? Optional.of(mount[MOUNT_POINT] + (rest.equals("/") ? "" : rest)) : Optional.empty();
    }
}
