package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import java.io.Closeable;

/** How busy the CPUs are that the meter speaks of: the whole machine's, or the slice that a container may use. */
public interface CpuUse extends Closeable {
    /**
     * Returns the CPU use of a whole machine: as its {@code /proc/stat} tells it, or Java where there is no {@code /proc}.
     *
     * @param processors how many CPUs the machine has
     */
    static CpuUse ofMachine(Host host, int processors) {
        return JobProcess.isLinux(host) ? new MachineCpuUse(host, processors) : LoadCpuUse.shared();
    }

    /**
     * Returns the CPU seconds in which work was done since some instant; never goes back.
     *
     * @throws UnreadableException if the kernel does not say
     */
    double busySeconds() throws UnreadableException;

    /** Returns how many CPU seconds can be used in one second: the number of CPUs, or the limit of the container. */
    double capacity();

    /** Lets go of what is kept open; a later reading opens it again. */
    @Override
    void close();
}
