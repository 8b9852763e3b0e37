package io.powermeter.process;

import io.powermeter.host.Host;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The control groups of this process, as {@code /proc/self/cgroup} names them and {@code /sys/fs/cgroup} shows them
 * (cgroups(7)).
 *
 * <p>A limit holds for every group inside the limited one, so each is looked for from the process's own group up to the
 * root of what is mounted. In a container the named path is often the host's and not mounted; then only the root is looked
 * at, which is the container's own group.
 */
final class ControlGroups {
    static final String USE_V2 = "/cpu.stat";
    private static final String USE_V1 = "/cpuacct.usage";
    private static final String MOUNT = "/sys/fs/cgroup";

    /** The key of the one hierarchy of version 2, which {@code /proc/self/cgroup} leaves without a name. */
    private static final String UNIFIED = "";

    /** Version 1 writes "no limit" as the largest number of whole pages; no machine has an exbibyte. */
    private static final long NO_MEMORY_LIMIT = 1L << 60;

    /** One tree of groups: where it is mounted, and the path of this process's group in it. */
    private record Hierarchy(String mount, String path) {}

    private final Host host;
    private final Map<String, Hierarchy> byController;
    private double cpus = Double.POSITIVE_INFINITY;
    private @Nullable String cpuUseFile;
    private long memoryBytes = Long.MAX_VALUE;

    private ControlGroups(Host host, Map<String, Hierarchy> byController) {
        this.host = host;
        this.byController = byController;
    }

    static ControlGroups of(Host host) {
        Map<String, Hierarchy> byController = new HashMap<>();
        for (String line : host.text("/proc/self/cgroup").orElse("").split("\n")) {
            String[] idControllersPath = line.split(":", 3);
            if (idControllersPath.length == 3) {
                String controllers = idControllersPath[1];
                for (String controller : controllers.split(",")) {
                    byController.put(
                            controller, new Hierarchy(mount(host, controllers, controller), idControllersPath[2]));
                }
            }
        }
        return new ControlGroups(host, byController);
    }

    private static String mount(Host host, String controllers, String controller) {
        if (controllers.equals(UNIFIED)) {
            return host.exists(MOUNT + "/cgroup.controllers") ? MOUNT : MOUNT + "/unified";
        }
        String together = MOUNT + "/" + controllers;
        return host.exists(together) ? together : MOUNT + "/" + controller;
    }

    Slice slice() {
        for (String group : groups(UNIFIED)) {
            limitCpus(Math.min(quota(group), cpuSet(group + "/cpuset.cpus.effective")), group + USE_V2);
            limitMemory(group + "/memory.max");
        }
        for (String group : groups("cpu")) {
            limitCpus(quotaV1(group), useFileV1("cpu", group));
        }
        for (String group : groups("cpuset")) {
            limitCpus(cpuSet(group + "/cpuset.effective_cpus"), useFileV1("cpuset", group));
        }
        for (String group : groups("memory")) {
            limitMemory(group + "/memory.limit_in_bytes");
        }
        return new Slice(
                cpuUseFile == null ? OptionalDouble.empty() : OptionalDouble.of(cpus),
                memoryBytes < NO_MEMORY_LIMIT ? OptionalLong.of(memoryBytes) : OptionalLong.empty(),
                cpuUseFile);
    }

    /** Returns the folders of this process's group and of those around it, from the inside out. */
    private List<String> groups(String controller) {
        Hierarchy hierarchy = byController.get(controller);
        List<String> groups = new ArrayList<>();
        if (hierarchy == null) {
            return groups;
        }
        String path = hierarchy.path();
        while (!path.isEmpty() && !path.equals("/")) {
            if (host.exists(hierarchy.mount() + path)) {
                groups.add(hierarchy.mount() + path);
            }
            path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }
        groups.add(hierarchy.mount());
        return groups;
    }

    /** Takes a limit if it is tighter than those before and the use of what it limits can be read. */
    private void limitCpus(double limit, String useFile) {
        if (limit < cpus && host.text(useFile).isPresent()) {
            cpus = limit;
            cpuUseFile = useFile;
        }
    }

    private void limitMemory(String file) {
        long bytes = number(host.text(file).orElse(""));
        if (bytes > 0) {
            memoryBytes = Math.min(memoryBytes, bytes);
        }
    }

    /** Returns the accounting file of the group that has the same path as {@code group}, else of the process's own. */
    private String useFileV1(String controller, String group) {
        List<String> accounts = groups("cpuacct");
        if (accounts.isEmpty()) {
            return group + USE_V1;
        }
        Hierarchy limited = byController.get(controller);
        String relative = limited == null ? "" : group.substring(limited.mount().length());
        String same = accounts.get(accounts.size() - 1) + relative;
        return (host.exists(same) ? same : accounts.get(0)) + USE_V1;
    }

    /** Reads {@code cpu.max}: "quota period" in microseconds, or "max period". */
    private double quota(String group) {
        String[] quotaPeriod = host.text(group + "/cpu.max").orElse("").split(" ");
        return quotaPeriod.length == 2 ? cpus(quotaPeriod[0], quotaPeriod[1]) : Double.POSITIVE_INFINITY;
    }

    private double quotaV1(String group) {
        return cpus(
                host.text(group + "/cpu.cfs_quota_us").orElse(""),
                host.text(group + "/cpu.cfs_period_us").orElse(""));
    }

    private static double cpus(String quotaMicros, String periodMicros) {
        long quota = number(quotaMicros);
        long period = number(periodMicros);
        return quota > 0 && period > 0 ? (double) quota / period : Double.POSITIVE_INFINITY;
    }

    /** Returns how many CPUs a list such as {@code 0-3,8} names; infinitely many if there is no list. */
    private double cpuSet(String file) {
        long count = 0;
        for (String range : host.text(file).orElse("").split(",")) {
            int dash = range.indexOf('-');
            long first = number(dash < 0 ? range : range.substring(0, dash));
            long last = number(range.substring(dash + 1));
            if (first >= 0 && last >= first) {
                count += last - first + 1;
            }
        }
        return count > 0 ? count : Double.POSITIVE_INFINITY;
    }

    /** Returns the number that a text is, or -1: "max", "-1" and no text say that there is no limit. */
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
