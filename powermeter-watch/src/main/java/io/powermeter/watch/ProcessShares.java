package io.powermeter.watch;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Component;
import io.powermeter.process.CpuUse;
import io.powermeter.watch.Snapshot.ProcessPower;
import io.powermeter.watch.Snapshot.ProcessPowers;
import java.util.Comparator;
import java.util.List;

/**
 * Shares the CPU's power out to processes by their CPU time, interval by interval:
 * {@code watts x (CPU time of the process / busy CPU time of the machine)}, as the summary of a run does for the job.
 */
final class ProcessShares {
    private final Host host;
    private final ProcessTable table;
    private final CpuUse machine;
    private final long ownPid;
    private double busySeconds;

    ProcessShares(Host host, ProcessTable table, CpuUse machine, long ownPid) {
        this.host = host;
        this.table = table;
        this.machine = machine;
        this.ownPid = ownPid;
    }

    /** Begins the first interval. */
    void begin() {
        table.look();
        busySeconds = busy();
    }

    /** Ends an interval, and begins the next one. */
    ProcessPowers next(double seconds, double watts, Component shared) {
        List<ProcessTable.Use> uses = table.look();
        double busyBefore = busySeconds;
        busySeconds = busy();
        double ofProcesses =
                uses.stream().mapToDouble(ProcessTable.Use::cpuSeconds).sum();
        // both are counted in ticks and not read at one instant: the shares must not add up to more than there is
        double all = Math.max(busySeconds - busyBefore, ofProcesses);
        double wattsPerSecond = all > 0 ? watts / all : 0;
        List<ProcessPower> top = uses.stream()
                .filter(use -> use.cpuSeconds() > 0 || use.acceleratorShare() > 0)
                .map(use -> new ProcessPower(
                        use.pid(),
                        use.name(),
                        use.cpuSeconds() / seconds,
                        wattsPerSecond * use.cpuSeconds(),
                        use.acceleratorShare()))
                .sorted(Comparator.comparingDouble(ProcessPower::cores)
                        .reversed()
                        .thenComparing(use -> -use.acceleratorShare())
                        .thenComparingLong(ProcessPower::pid))
                .toList();
        double rest = all - ofProcesses;
        return new ProcessPowers(
                watts, shared, all / seconds, rest / seconds, wattsPerSecond * rest, meterCores(uses, top), top);
    }

    private double meterCores(List<ProcessTable.Use> seen, List<ProcessPower> all) {
        if (seen.stream().noneMatch(use -> use.pid() == ownPid)) {
            return Double.NaN;
        }
        return all.stream()
                .filter(process -> process.pid() == ownPid || host.children().contains(process.pid()))
                .mapToDouble(ProcessPower::cores)
                .sum();
    }

    private double busy() {
        try {
            return machine.busySeconds();
        } catch (UnreadableException e) {
            return Double.NaN;
        }
    }
}
