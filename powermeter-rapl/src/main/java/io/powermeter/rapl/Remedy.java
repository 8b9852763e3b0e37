package io.powermeter.rapl;

/** What to type so that RAPL can be read: always the narrowest way. */
final class Remedy {
    static final String CONTAINER = "In a container: let the host's counters in, read-only, with"
            + " docker run -v /sys/devices/virtual/powercap:/sys/class/powercap:ro ...";

    static final String DRIVER =
            "On a physical machine: load the driver with sudo modprobe intel_rapl_msr, which brings"
                    + " intel_rapl_common (Linux 5.3 or later; AMD needs 5.8 or later).";

    static final String VIRTUAL_MACHINE = "In a virtual machine: nothing can be done from inside; the host can share an"
            + " estimate with scaphandre's qemu exporter, mounted at /var/scaphandre.";

    static final String DRIVER_LOG = "See what the driver says with sudo dmesg | grep -i rapl.";

    /** The kernel lets everybody read the names of zones: something else stands before them. */
    static final String HIDDEN =
            CONTAINER + "\nElsewhere: AppArmor or SELinux may refuse it; see sudo dmesg | grep -i -e apparmor -e avc.";

    private Remedy() {}

    static String noZones() {
        return String.join("\n", DRIVER, CONTAINER, VIRTUAL_MACHINE);
    }

    /** Returns how one counter is opened beside others that can be read already. */
    static String deniedToo(String energyFile) {
        return "Until the next boot: sudo chgrp \"$(id -gn)\" " + energyFile + " && sudo chmod g+r " + energyFile
                + "; for good: docs/samplers/rapl.md#permission.";
    }

    /**
     * Returns how one group is given the right to read.
     *
     * <p>Not all users, as the counters reveal what others compute: that is why the kernel closed them.
     */
    static String denied(String controlType) {
        String line = "z /sys/class/powercap/" + controlType + "%s/energy_uj 0440 root powermeter -";
        return String.join(
                "\n",
                "Let one group read the counters, now and at every boot:",
                "  sudo groupadd --system --force powermeter",
                "  sudo usermod -aG powermeter \"$USER\"",
                "  printf '%s\\n' '" + line.formatted(":*") + "' '" + line.formatted(":*:*")
                        + "' | sudo tee /etc/tmpfiles.d/powermeter-rapl.conf",
                "  sudo systemd-tmpfiles --create /etc/tmpfiles.d/powermeter-rapl.conf",
                "then log in again, or type newgrp powermeter.",
                "Without systemd-tmpfiles, or if the driver is loaded later than it runs, put this line in"
                        + " /etc/udev/rules.d/70-powermeter-rapl.rules instead and restart:",
                "  SUBSYSTEM==\"powercap\", ACTION==\"add\", KERNEL==\"" + controlType + ":*\","
                        + " RUN+=\"/bin/chgrp powermeter /sys%p/energy_uj\", RUN+=\"/bin/chmod 0440 /sys%p/energy_uj\"");
    }
}
