package io.powermeter.process;

import io.powermeter.host.UnreadableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process of a system that has no {@code /proc}, as {@link ProcessHandle} tells of it: its CPU time without that of its
 * children, and nothing of its memory. What it used between the last reading and its end is not known.
 */
final class HandleProcess implements JobProcess {
    private final ProcessHandle handle;
    private final String name;
    private long parentPid;
    private double cpuSeconds = Double.NaN;

    HandleProcess(long pid) throws UnreadableException {
        this(ProcessHandle.of(pid).orElseThrow(() -> gone(pid)));
    }

    HandleProcess(ProcessHandle handle) throws UnreadableException {
        this.handle = handle;
        this.name = handle.info()
                .command()
                .map(command -> String.valueOf(Path.of(command).getFileName()))
                .orElse("?");
        readCpu();
    }

    @Override
    public long pid() {
        return handle.pid();
    }

    @Override
    public long parentPid() {
        return parentPid;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double cpuSeconds() {
        return cpuSeconds;
    }

    @Override
    public boolean isCountedByParent() {
        return false;
    }

    @Override
    public void readCpu() throws UnreadableException {
        if (!handle.isAlive()) {
            throw gone(handle.pid());
        }
        parentPid = handle.parent().map(ProcessHandle::pid).orElse(0L);
        Optional<Duration> told = handle.info().totalCpuDuration();
        if (told.isPresent()) {
            cpuSeconds = told.get().toNanos() / 1e9;
        } else if (Double.isNaN(cpuSeconds)) { // one that told it before and just ended used that at least
            throw new UnreadableException(
                    "process " + handle.pid(),
                    UnreadableException.Reason.DENIED,
                    "this user is not told its CPU time",
                    "Run the meter as the user of the process.");
        }
    }

    @Override
    public Memory readMemory() throws UnreadableException {
        throw noMemory();
    }

    @Override
    public double readResident() throws UnreadableException {
        throw noMemory();
    }

    @Override
    public void close() {
        // nothing is kept open
    }

    private UnreadableException noMemory() {
        return new UnreadableException(
                "process " + handle.pid(),
                UnreadableException.Reason.NO_VALUE,
                "Java does not tell how much memory a process uses",
                "");
    }

    private static UnreadableException gone(long pid) {
        return new UnreadableException("process " + pid, UnreadableException.Reason.MISSING, "it is gone", "");
    }
}
