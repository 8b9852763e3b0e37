package io.powermeter.rapl;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A RAPL zone as its directory shows it, not yet understood.
 *
 * @param device the kernel's device name, such as {@code intel-rapl:0:1}: unique, and the only thing that tells the parent
 * @param directory where it was met first
 * @param name what it measures, such as {@code dram}; null if it has none, or none that can be read
 * @param fault why the name that it has cannot be read, in a sentence, or null
 * @param counts whether it holds an energy counter
 * @param rangeMicrojoules where the counter starts again at 0, or 0 if that is not known
 */
record Zone(
        String device,
        String directory,
        @Nullable String name,
        @Nullable String fault,
        boolean counts,
        long rangeMicrojoules) {
    /** The control type of the MSR driver; the others ({@code intel-rapl-mmio}) repeat its counters. */
    private static final String MAIN_CONTROL_TYPE = "intel-rapl";

    /** By control type and then by index, with {@code :2} before {@code :10}. */
    static final Comparator<Zone> BY_DEVICE = (a, b) -> {
        String[] left = a.device.split(":");
        String[] right = b.device.split(":");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean sameLength = i == 0 || left[i].length() == right[i].length();
            int order = sameLength ? left[i].compareTo(right[i]) : left[i].length() - right[i].length();
            if (order != 0) {
                return order;
            }
        }
        return left.length - right.length;
    };

    String energyFile() {
        return directory + "/energy_uj";
    }

    /** Returns the device name of the zone above, or of the control type. */
    String parent() {
        return device.substring(0, device.lastIndexOf(':'));
    }

    boolean isTopLevel() {
        return device.indexOf(':') == device.lastIndexOf(':');
    }

    String controlType() {
        return device.substring(0, device.indexOf(':'));
    }

    boolean isOfMainControlType() {
        return controlType().equals(MAIN_CONTROL_TYPE);
    }
}
