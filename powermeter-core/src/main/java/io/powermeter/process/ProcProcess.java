package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;

/** A process of Linux, read through files that are kept open: they fail for good once it is gone. */
final class ProcProcess implements JobProcess {
    private static final int PPID_AFTER_STATE = 1;
    private static final int FIELDS_FROM_PPID_TO_UTIME = 9;

    private final long pid;
    private final KernelText stat;
    private final KernelText memory;
    private final KernelText resident;
    private final String name;
    private long parentPid;
    private double cpuSeconds;

    ProcProcess(Host host, long pid) throws UnreadableException {
        this.pid = pid;
        this.stat = new KernelText(host, "/proc/" + pid + "/stat", 1024);
        this.memory = new KernelText(host, "/proc/" + pid + "/smaps_rollup", 4096);
        this.resident = new KernelText(host, "/proc/" + pid + "/statm", 128);
        this.name = host.text("/proc/" + pid + "/comm").orElse("?");
        readCpu();
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public long parentPid() {
        return parentPid;
    }

    @Override
    public String name() {
        return name;
    }

    /** With the time of the children that it has waited for. */
    @Override
    public double cpuSeconds() {
        return cpuSeconds;
    }

    @Override
    public boolean isCountedByParent() {
        return true;
    }

    /** Reads proc_pid_stat(5): fields ppid, utime, stime, cutime, cstime. */
    @Override
    public void readCpu() throws UnreadableException {
        stat.read();
        stat.skipBehindLast(')'); // the name before it may hold anything
        stat.skipBlanks();
        for (int i = 0; i < PPID_AFTER_STATE; i++) {
            stat.skipWord();
        }
        parentPid = stat.nextNumber();
        stat.skipBlanks();
        for (int i = 0; i < FIELDS_FROM_PPID_TO_UTIME; i++) {
            stat.skipWord();
        }
        long ticks = 0;
        for (int i = 0; i < 4; i++) {
            ticks += stat.nextNumber();
        }
        cpuSeconds = ticks / MachineCpuUse.TICKS_PER_SECOND;
    }

    @Override
    public Memory readMemory() throws UnreadableException {
        memory.read();
        long pss = kilobytes("Pss:");
        long clean = kilobytes("Private_Clean:");
        long dirty = kilobytes("Private_Dirty:");
        return new Memory(pss * 1024.0, (clean + dirty) * 1024.0);
    }

    @Override
    public double readResident() throws UnreadableException {
        resident.read();
        resident.skipWord();
        return resident.nextNumber() * PAGE_BYTES;
    }

    @Override
    public void close() {
        stat.close();
        resident.close();
        memory.close();
    }

    private long kilobytes(String field) throws UnreadableException {
        if (!memory.skipToLine(field)) {
            throw new UnreadableException(
                    "/proc/" + pid + "/smaps_rollup", UnreadableException.Reason.NO_VALUE, "it has no " + field, "");
        }
        return memory.nextNumber();
    }
}
