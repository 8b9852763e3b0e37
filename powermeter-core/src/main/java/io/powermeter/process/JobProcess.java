package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;

/** One process of the job, read through files that are kept open: they fail for good once it is gone. */
final class JobProcess {
    private static final int PPID_AFTER_STATE = 1;
    private static final int FIELDS_FROM_PPID_TO_UTIME = 9;

    /** Linux pages are 4 KiB on x86 and on most ARM kernels; resident memory is a figure for people. */
    static final double PAGE_BYTES = 4096;

    private final long pid;
    private final KernelText stat;
    private final KernelText memory;
    private final KernelText resident;
    private final String name;
    private long parentPid;
    private double cpuSeconds;

    JobProcess(Host host, long pid) throws UnreadableException {
        this.pid = pid;
        this.stat = new KernelText(host, "/proc/" + pid + "/stat", 1024);
        this.memory = new KernelText(host, "/proc/" + pid + "/smaps_rollup", 4096);
        this.resident = new KernelText(host, "/proc/" + pid + "/statm", 128);
        this.name = host.text("/proc/" + pid + "/comm").orElse("?");
        readCpu();
    }

    long pid() {
        return pid;
    }

    /** Returns the parent as of the last reading. */
    long parentPid() {
        return parentPid;
    }

    String name() {
        return name;
    }

    /** Returns user and system time as of the last reading, with that of the children it has waited for, in seconds. */
    double cpuSeconds() {
        return cpuSeconds;
    }

    /**
     * Reads parent and CPU time (proc_pid_stat(5): fields ppid, utime, stime, cutime, cstime).
     *
     * @throws UnreadableException if the process is gone
     */
    void readCpu() throws UnreadableException {
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

    /** Returns proportional and unique set size in bytes: what it uses of shared memory divided among users, and alone. */
    Memory readMemory() throws UnreadableException {
        memory.read();
        long pss = kilobytes("Pss:");
        long clean = kilobytes("Private_Clean:");
        long dirty = kilobytes("Private_Dirty:");
        return new Memory(pss * 1024.0, (clean + dirty) * 1024.0);
    }

    /** Returns the resident set size in bytes: with all that it shares. Costs less than {@link #readMemory}. */
    double readResident() throws UnreadableException {
        resident.read();
        resident.skipWord();
        return resident.nextNumber() * PAGE_BYTES;
    }

    void close() {
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

    /** Proportional and unique set size in bytes. */
    record Memory(double pssBytes, double ussBytes) {}
}
