package io.powermeter.meter;

import io.powermeter.host.Host;
import io.powermeter.recording.Machine;
import java.util.Locale;
import java.util.Optional;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.spi.SystemInfoFactory;
import oshi.spi.SystemInfoProvider;

/** Finds out what machine this is, by OSHI, once before a run. */
final class Inventory {
    private Inventory() {}

    /** Returns the machine; what cannot be found out is said to be unknown. */
    static Machine of(Host host) {
        String jvm = System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
        try {
            SystemInfoProvider system = SystemInfoFactory.create();
            HardwareAbstractionLayer hardware = system.getHardware();
            CentralProcessor cpu = hardware.getProcessor();
            return new Machine(
                    cpu.getProcessorIdentifier().getName().strip(),
                    cpu.getPhysicalPackageCount(),
                    cpu.getPhysicalProcessorCount(),
                    cpu.getLogicalProcessorCount(),
                    hardware.getMemory().getTotal(),
                    system.getOperatingSystem().toString().strip(),
                    virtualization(host),
                    jvm);
        } catch (RuntimeException | LinkageError e) {
            // a system that OSHI does not know must not stop a run
            String os = System.getProperty("os.name") + " " + System.getProperty("os.version");
            int processors = Runtime.getRuntime().availableProcessors();
            return new Machine("unknown", 1, processors, processors, 0, os, "unknown", jvm);
        }
    }

    /** Container engines leave files, hypervisors a CPU flag and their name in the firmware's tables. */
    private static String virtualization(Host host) {
        String container = host.exists("/.dockerenv") ? "docker" : host.exists("/run/.containerenv") ? "podman" : "";
        Optional<String> cpu = host.text("/proc/cpuinfo");
        if (cpu.isEmpty()) {
            return container.isEmpty() ? "unknown" : container + " container";
        }
        boolean virtual = cpu.get()
                .lines()
                .filter(line -> line.startsWith("flags"))
                .limit(1)
                .anyMatch(line -> (line + " ").contains(" hypervisor "));
        String vendor = host.text("/sys/class/dmi/id/sys_vendor").orElse("");
        String machine = virtual ? ("virtual machine " + vendor).strip() : "";
        if (container.isEmpty() && machine.isEmpty()) {
            return "none";
        }
        String both = container.isEmpty() ? machine : container + " container" + (virtual ? " in a " + machine : "");
        return both.toLowerCase(Locale.ROOT);
    }
}
