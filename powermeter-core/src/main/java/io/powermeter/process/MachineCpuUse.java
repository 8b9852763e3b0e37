package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;

/**
 * CPU use of the whole machine, from the first line of {@code /proc/stat} (proc_stat(5)).
 *
 * <p>Busy is everything but idle, waiting for I/O, and what a hypervisor took: user, nice, system, irq and softirq. Guest
 * time is already inside user and nice.
 */
public final class MachineCpuUse implements CpuUse {
    /** USER_HZ: the unit of {@code /proc/stat} on every Linux that Java runs on. */
    static final double TICKS_PER_SECOND = 100;

    private final KernelText stat;
    private final int processors;

    /** Reads the {@code /proc/stat} of {@code host}, which has {@code processors} CPUs. */
    public MachineCpuUse(Host host, int processors) {
        this.stat = new KernelText(host, "/proc/stat", 256);
        this.processors = processors;
    }

    /** Returns the CPU use of the machine {@code host}, with the number of CPUs that its {@code /proc/stat} lists. */
    public static MachineCpuUse of(Host host) throws UnreadableException {
        long cpus = host.readText("/proc/stat")
                .lines()
                .filter(line -> line.startsWith("cpu") && line.length() > 3 && Character.isDigit(line.charAt(3)))
                .count();
        if (cpus == 0) {
            throw new UnreadableException("/proc/stat", UnreadableException.Reason.NO_VALUE, "it lists no CPU", "");
        }
        return new MachineCpuUse(host, (int) cpus);
    }

    @Override
    public double busySeconds() throws UnreadableException {
        stat.read();
        stat.skipWord();
        long user = stat.nextNumber();
        long nice = stat.nextNumber();
        long system = stat.nextNumber();
        stat.nextNumber(); // idle
        stat.nextNumber(); // iowait
        long irq = stat.nextNumber();
        long softirq = stat.nextNumber();
        return (user + nice + system + irq + softirq) / TICKS_PER_SECOND;
    }

    @Override
    public double capacity() {
        return processors;
    }

    @Override
    public void close() {
        stat.close();
    }
}
