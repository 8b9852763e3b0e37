package io.powermeter.rapl;

import io.powermeter.host.Host;
import io.powermeter.host.NumberFile;
import io.powermeter.host.UnreadableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the zones below a directory, be the tree flat, nested or tied together by links. */
final class ZoneTree {
    private static final String PREFIX = "intel-rapl";

    /** The index may be a letter: it is a key of the kernel and no number of a package. */
    private static final Pattern DEVICE = Pattern.compile("intel-rapl(-[a-z]+)?(:[0-9A-Za-z]+)+");

    private ZoneTree() {}

    /**
     * Returns the zones below {@code top}, each once, in order of device.
     *
     * <p>sysfs shows a zone up to three times: flat, inside its parent, and inside its control type. The device name is the
     * same each time, so a name that was met is not entered again: that also ends every loop of links.
     */
    static List<Zone> walk(Host host, String top) {
        List<Zone> zones = new ArrayList<>();
        Set<String> met = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(top));
        for (String directory = open.poll(); directory != null; directory = open.poll()) {
            for (String name : host.list(directory)) {
                if (name.startsWith(PREFIX) && met.add(name)) {
                    String path = directory + "/" + name;
                    open.add(path);
                    if (DEVICE.matcher(name).matches()) {
                        zones.add(zone(host, name, path));
                    }
                }
            }
        }
        zones.sort(Zone.BY_DEVICE);
        return zones;
    }

    /** Returns a zone of {@code top} that is a link to nowhere. */
    static Optional<String> brokenLink(Host host, String top) {
        return host.list(top).stream()
                .filter(name -> DEVICE.matcher(name).matches())
                .filter(name -> !host.exists(top + "/" + name))
                .findFirst();
    }

    private static Zone zone(Host host, String device, String path) {
        boolean counts = host.exists(path + "/energy_uj");
        long range = range(host, path + "/max_energy_range_uj");
        try {
            return new Zone(device, path, host.readText(path + "/name"), null, counts, range);
        } catch (UnreadableException e) {
            String fault = e.reason() == UnreadableException.Reason.MISSING ? null : e.getMessage();
            return new Zone(device, path, null, fault, counts, range);
        }
    }

    private static long range(Host host, String file) {
        try (NumberFile number = host.openNumber(file)) {
            return Math.max(0, number.read());
        } catch (UnreadableException e) {
            return 0;
        }
    }
}
