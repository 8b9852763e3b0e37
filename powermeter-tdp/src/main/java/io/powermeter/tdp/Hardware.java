package io.powermeter.tdp;

import io.powermeter.recording.Machine;

/**
 * What the estimate must know of the machine.
 *
 * @param cpuName the brand string of its CPUs; may be empty
 * @param sockets how many chips it has; less than 1 counts as 1, because not every system says
 * @param logicalCpus how many CPUs its kernel schedules on, at least 1
 * @param memoryBytes its memory; 0 if unknown
 * @param virtual whether it is a virtual machine, which has a part of the chip that it names
 */
record Hardware(String cpuName, int sockets, int logicalCpus, long memoryBytes, boolean virtual) {
    Hardware {
        cpuName = cpuName.strip();
        sockets = Math.max(1, sockets);
        if (logicalCpus < 1) {
            throw new IllegalArgumentException("a machine has at least 1 CPU, not " + logicalCpus);
        }
        if (memoryBytes < 0) {
            throw new IllegalArgumentException("a machine's memory cannot be " + memoryBytes + " bytes");
        }
    }

    static Hardware of(Machine machine) {
        return new Hardware(
                machine.cpu(),
                machine.sockets(),
                Math.max(1, machine.processors()),
                machine.memoryBytes(),
                machine.virtualization().contains("virtual machine"));
    }
}
