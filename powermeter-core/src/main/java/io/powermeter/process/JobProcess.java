package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;

/** One process of the job. */
interface JobProcess {
    /** Linux pages are 4 KiB on x86 and on most ARM kernels; resident memory is a figure for people. */
    double PAGE_BYTES = 4096;

    /**
     * Returns a process, as the kernel's files tell of it, or as Java does where there are none.
     *
     * @throws UnreadableException if there is no such process, or nobody tells its CPU time
     */
    static JobProcess of(Host host, long pid) throws UnreadableException {
        return isLinux(host) ? new ProcProcess(host, pid) : new HandleProcess(pid);
    }

    /** Returns whether a machine tells of its processes by files. */
    static boolean isLinux(Host host) {
        return host.exists("/proc");
    }

    long pid();

    /** Returns the parent as of the last reading. */
    long parentPid();

    String name();

    /** Returns user and system time as of the last reading, in seconds. */
    double cpuSeconds();

    /** Returns whether its time is part of its parent's once the parent has waited for it. */
    boolean isCountedByParent();

    /**
     * Reads parent and CPU time.
     *
     * @throws UnreadableException if the process is gone
     */
    void readCpu() throws UnreadableException;

    /** Returns proportional and unique set size in bytes: what it uses of shared memory divided among users, and alone. */
    Memory readMemory() throws UnreadableException;

    /** Returns the resident set size in bytes: with all that it shares. Costs less than {@link #readMemory}. */
    double readResident() throws UnreadableException;

    void close();

    /** Proportional and unique set size in bytes. */
    record Memory(double pssBytes, double ussBytes) {}
}
