package io.powermeter.process;

import io.powermeter.host.Host;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The part of the machine that control groups (cgroups, versions 1, 2 and both at once) leave to this process: what a
 * container may use.
 *
 * @param cpus how many CPUs at most, maybe not whole; empty without a limit
 * @param memoryBytes how much memory at most; empty without a limit
 * @param cpuUseFile the file that tells the CPU use of the limited group; null without a limit on CPUs
 */
public record Slice(
        OptionalDouble cpus,
        OptionalLong memoryBytes,
        @Nullable String cpuUseFile) {
    /** No limit. */
    public static final Slice WHOLE_MACHINE = new Slice(OptionalDouble.empty(), OptionalLong.empty(), null);

    public Slice {
        if (cpus.isPresent() != (cpuUseFile != null)) {
            throw new IllegalArgumentException("a limit on CPUs and the file that tells their use come together");
        }
    }

    /** Returns the slice of the process that asks; the tightest of the limits of its group and those around it. */
    public static Slice of(Host host) {
        return ControlGroups.of(host).slice();
    }

    /** Returns whether fewer CPUs than the machine's may be used. */
    public boolean limitsCpus(int machineCpus) {
        return cpus.isPresent() && cpus.getAsDouble() < machineCpus;
    }

    /** Returns whether less memory than the machine's may be used. */
    public boolean limitsMemory(long machineBytes) {
        return memoryBytes.isPresent() && memoryBytes.getAsLong() < machineBytes;
    }

    /** Returns how many of the machine's CPUs may be used. */
    public double cpusOf(int machineCpus) {
        return limitsCpus(machineCpus) ? cpus.getAsDouble() : machineCpus;
    }

    /** Returns how much of the machine's memory may be used, in bytes. */
    public long memoryOf(long machineBytes) {
        return limitsMemory(machineBytes) ? memoryBytes.getAsLong() : machineBytes;
    }

    /** Returns the CPU use of the slice if it is smaller than the machine, else the machine's. */
    public CpuUse cpuUse(Host host, int machineCpus) {
        String file = cpuUseFile;
        return file != null && limitsCpus(machineCpus)
                ? SliceCpuUse.of(host, file, cpusOf(machineCpus))
                : CpuUse.ofMachine(host, machineCpus);
    }
}
