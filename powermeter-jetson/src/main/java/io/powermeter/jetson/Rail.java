package io.powermeter.jetson;

import io.powermeter.measurement.Component;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One rail that a monitor measures.
 *
 * @param label what the board's device tree calls it, with {@code _} for what a channel's id cannot hold
 * @param place bus and address of the monitor and number of its input, such as {@code 1-0040:3}
 * @param gauge reads it
 */
record Rail(String label, String place, RailGauge gauge) {
    private static final int LONGEST_LABEL = 64;

    private static final Set<String> MEMORY = Set.of("DDR", "DRAM", "VDDRQ", "VDDQ", "VDD2");

    /** Returns the label as a part of an id; empty if there is none, or if it says that the input measures no rail. */
    static String label(String text) {
        String label = text.substring(0, Math.min(LONGEST_LABEL, text.length())).replaceAll("[^A-Za-z0-9_.:@+-]", "_");
        String upper = label.toUpperCase(Locale.ROOT);
        return upper.equals("NC") || upper.equals("N_C") || upper.startsWith("SUM_OF_") ? "" : label;
    }

    /** Returns the part of the machine that the rail feeds; the board if it feeds several, or who knows what. */
    static Component component(String label) {
        List<String> feeds = List.of(label.toUpperCase(Locale.ROOT).split("[^A-Z0-9]"));
        boolean cpu = feeds.contains("CPU");
        boolean gpu = feeds.contains("GPU");
        if (cpu && gpu) {
            return Component.BOARD;
        } else if (cpu) {
            return Component.CPU;
        } else if (gpu || feeds.contains("CV")) { // CV: the accelerators for computer vision and deep learning
            return Component.GPU;
        } else if (feeds.stream().anyMatch(MEMORY::contains)) {
            return Component.DRAM;
        }
        return feeds.contains("SOC") ? Component.UNCORE : Component.BOARD;
    }
}
