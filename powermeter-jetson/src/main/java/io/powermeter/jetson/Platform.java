package io.powermeter.jetson;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What machine this is, and what its power depends on besides load.
 *
 * @param model what the device tree calls it; empty if there is none
 * @param compatible what the device tree says it is compatible with, between blanks
 * @param release the release of NVIDIA's Linux for Tegra (L4T), such as {@code R36.3.0}
 * @param powerMode the mode of nvpmodel
 */
record Platform(String model, String compatible, Optional<String> release, Optional<String> powerMode) {
    /** The first is a link to the second; who sees another machine's {@code /sys} has only that. */
    private static final List<String> DEVICE_TREES = List.of("/proc/device-tree/", "/sys/firmware/devicetree/base/");

    private static final String RELEASE_FILE = "/etc/nv_tegra_release";
    private static final String MODE_FILE = "/var/lib/nvpmodel/status";
    private static final String MODES_FILE = "/etc/nvpmodel.conf";

    private static final Duration MODE_LIMIT = Duration.ofSeconds(2);

    private static final Pattern RELEASE = Pattern.compile("# R(\\d+) \\(release\\), REVISION: ([0-9.]+)");

    /** The name, and behind it in a line of its own the number; warnings may come before, between and after. */
    private static final Pattern MODE = Pattern.compile("(?m)^NV Power Mode: *(\\S+)\\s*$(?:[^0-9]*?^(\\d+)\\s*$)?");

    private static final Pattern MODE_NUMBER = Pattern.compile("(?m)^pmode:(\\d{1,9})");

    static Platform of(Host host) {
        return new Platform(deviceTree(host, "model"), deviceTree(host, "compatible"), release(host), powerMode(host));
    }

    /** Returns whether something says that NVIDIA made this machine's processor. */
    boolean isTegra() {
        String names = (model + " " + compatible).toLowerCase(Locale.ROOT);
        return release.isPresent()
                || names.contains("nvidia")
                || names.contains("tegra")
                || names.contains("jetson")
                || Board.of(model, compatible) != Board.UNKNOWN;
    }

    /** Returns whether the machine says what it is, and that it is another maker's. */
    boolean isAnother() {
        return !isTegra() && !(model + compatible).isEmpty();
    }

    /** Returns the release and mode in sentences. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        release.ifPresent(r -> notes.add("Jetson Linux: L4T " + r + jetPack(r) + "."));
        powerMode.ifPresent(mode ->
                notes.add("Power mode when the meter began: " + mode + "; compare only runs of the same mode."));
        return notes;
    }

    /** Texts of the device tree end, and lists in it are parted, by zero bytes. */
    private static String deviceTree(Host host, String name) {
        return DEVICE_TREES.stream()
                .map(tree -> host.text(tree + name)
                        .orElse("")
                        .replaceAll("\\p{Cntrl}+", " ")
                        .strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> release(Host host) {
        Matcher release = RELEASE.matcher(host.text(RELEASE_FILE).orElse(""));
        return release.find() ? Optional.of("R" + release.group(1) + "." + release.group(2)) : Optional.empty();
    }

    private static String jetPack(String release) {
        return switch (release.substring(1, release.indexOf('.'))) {
            case "32" -> " (JetPack 4)";
            case "34", "35" -> " (JetPack 5)";
            case "36" -> " (JetPack 6)";
            case "38", "39" -> " (JetPack 7)";
            default -> "";
        };
    }

    private static Optional<String> powerMode(Host host) {
        try {
            Matcher mode = MODE.matcher(host.run(MODE_LIMIT, "nvpmodel", "-q"));
            if (mode.find()) {
                String number = mode.group(2);
                return Optional.of(mode.group(1) + (number == null ? "" : " (" + number + ")"));
            }
        } catch (UnreadableException e) {
            // older releases let only root ask; what it keeps can be read by all
        }
        Matcher number = MODE_NUMBER.matcher(host.text(MODE_FILE).orElse(""));
        if (!number.find()) {
            return Optional.empty();
        }
        int id = Integer.parseInt(number.group(1));
        Matcher name = Pattern.compile("POWER_MODEL\\s+ID=" + id + "\\s+NAME=([^\\s>]+)")
                .matcher(host.text(MODES_FILE).orElse(""));
        return Optional.of(name.find() ? name.group(1) + " (" + id + ")" : "number " + id);
    }
}
