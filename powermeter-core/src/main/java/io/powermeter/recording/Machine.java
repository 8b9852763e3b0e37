package io.powermeter.recording;

/**
 * What machine a run was measured on.
 *
 * @param cpu model name of the CPU
 * @param sockets number of CPU packages
 * @param cores number of physical cores
 * @param processors number of logical CPUs
 * @param memoryBytes installed memory that the system sees
 * @param os name and version of the operating system, with the kernel's
 * @param virtualization hypervisor or container engine that the meter runs under, {@code none} or {@code unknown}
 * @param jvm the Java virtual machine of the meter
 */
public record Machine(
        String cpu,
        int sockets,
        int cores,
        int processors,
        long memoryBytes,
        String os,
        String virtualization,
        String jvm) {}
