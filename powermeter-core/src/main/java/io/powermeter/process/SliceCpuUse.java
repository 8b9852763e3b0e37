package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;

/**
 * CPU use of a control group: {@code usage_usec} of {@code cpu.stat} (version 2, microseconds) or {@code cpuacct.usage}
 * (version 1, nanoseconds); Linux kernel documentation, admin-guide/cgroup-v2 and admin-guide/cgroup-v1/cpuacct.
 */
final class SliceCpuUse implements CpuUse {
    private final KernelText file;
    private final String word;
    private final double unitsPerSecond;
    private final double capacity;

    private SliceCpuUse(KernelText file, String word, double unitsPerSecond, double capacity) {
        this.file = file;
        this.word = word;
        this.unitsPerSecond = unitsPerSecond;
        this.capacity = capacity;
    }

    /**
     * Returns the CPU use that a file of a control group tells.
     *
     * @param path a {@code cpu.stat} or a {@code cpuacct.usage}
     * @param cpus the limit of the group, in CPUs
     */
    static SliceCpuUse of(Host host, String path, double cpus) {
        KernelText file = new KernelText(host, path, 1024);
        return path.endsWith(ControlGroups.USE_V2)
                ? new SliceCpuUse(file, "usage_usec", 1e6, cpus)
                : new SliceCpuUse(file, "", 1e9, cpus);
    }

    @Override
    public double busySeconds() throws UnreadableException {
        file.read();
        file.skipToLine(word);
        return file.nextNumber() / unitsPerSecond;
    }

    @Override
    public double capacity() {
        return capacity;
    }

    @Override
    public void close() {
        file.close();
    }
}
