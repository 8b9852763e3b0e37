package io.powermeter.meter;

import com.sun.management.OperatingSystemMXBean;
import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.recording.Machine;
import java.lang.management.ManagementFactory;
import java.time.Duration;
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
            return withoutOshi(host, jvm);
        }
    }

    /** A system that OSHI does not know must not stop a run; of macOS and Windows it has the half that needs no native code. */
    static Machine withoutOshi(Host host, String jvm) {
        String os = System.getProperty("os.name") + " " + System.getProperty("os.version");
        int processors = Runtime.getRuntime().availableProcessors();
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
        return new Machine(cpuName(host), 1, processors, processors, memory, os, "unknown", jvm);
    }

    /** macOS has it from sysctl(3), Windows in its environment. */
    private static String cpuName(Host host) {
        try {
            return host.run(Duration.ofSeconds(2), "/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string");
        } catch (UnreadableException e) {
            return host.setting("PROCESSOR_IDENTIFIER").orElse("unknown");
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
