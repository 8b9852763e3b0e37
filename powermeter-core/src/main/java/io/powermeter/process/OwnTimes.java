package io.powermeter.process;

import com.sun.management.OperatingSystemMXBean;
import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import java.io.Closeable;
import java.lang.management.ManagementFactory;

/** The CPU time of this process, from {@code /proc/self/stat} (proc_pid_stat(5)), or as Java tells it where there is none. */
final class OwnTimes implements Closeable {
    private static final int FIELDS_FROM_STATE_TO_UTIME = 11;
    private static final int FIELDS_FROM_UTIME_TO_CUTIME = 2;

    private final boolean linux;
    private final KernelText stat;

    OwnTimes(Host host) {
        this.linux = JobProcess.isLinux(host);
        this.stat = new KernelText(host, "/proc/self/stat", 1024);
    }

    /** Returns user and system time of this process, in seconds. */
    double seconds() throws UnreadableException {
        if (!linux && ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            return system.getProcessCpuTime() / 1e9;
        }
        return twoFields(FIELDS_FROM_STATE_TO_UTIME);
    }

    /** Returns user and system time of the children that this process has waited for, in seconds. */
    double waitedForSeconds() throws UnreadableException {
        return twoFields(FIELDS_FROM_STATE_TO_UTIME + FIELDS_FROM_UTIME_TO_CUTIME);
    }

    private double twoFields(int skip) throws UnreadableException {
        stat.read();
        stat.skipBehindLast(')');
        stat.skipBlanks();
        for (int i = 0; i < skip; i++) {
            stat.skipWord();
        }
        return (stat.nextNumber() + stat.nextNumber()) / MachineCpuUse.TICKS_PER_SECOND;
    }

    @Override
    public void close() {
        stat.close();
    }
}
