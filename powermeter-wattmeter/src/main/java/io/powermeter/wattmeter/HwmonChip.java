package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One chip below {@code /sys/class/hwmon}
 * (<a href="https://docs.kernel.org/hwmon/sysfs-interface.html">interface</a>).
 *
 * @param path such as {@code /sys/class/hwmon/hwmon3}
 * @param driver what its {@code name} file says
 * @param folder where its sensors are: the path itself, or its {@code device} for drivers of the old interface
 * @param files the names in that folder
 */
record HwmonChip(String path, String driver, String folder, Set<String> files) {
    static final String ALL = "/sys/class/hwmon";

    private static final Pattern SENSOR = Pattern.compile("(power|energy)([0-9]{1,3})_(input|average)");

    /** Returns every chip that has a file of power or energy, in the order of their numbers. */
    static List<HwmonChip> of(Host host) {
        List<HwmonChip> chips = new ArrayList<>();
        host.list(ALL).stream()
                .filter(name -> name.matches("hwmon[0-9]{1,6}"))
                .sorted((a, b) -> Integer.compare(number(a), number(b)))
                .forEach(name -> chip(host, ALL + "/" + name).ifPresent(chips::add));
        return chips;
    }

    private static Optional<HwmonChip> chip(Host host, String path) {
        String driver = host.text(path + "/name")
                .or(() -> host.text(path + "/device/name"))
                .orElse("")
                .replaceAll("[^A-Za-z0-9_.-]", "_");
        for (String folder : new String[] {path, path + "/device"}) {
            Set<String> files = new LinkedHashSet<>(host.list(folder));
            if (files.stream().anyMatch(file -> SENSOR.matcher(file).matches())) {
                return Optional.of(new HwmonChip(path, driver, folder, files));
            }
        }
        return Optional.empty();
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring("hwmon".length()));
    }

    /** Returns such as {@code hwmon3}. */
    String number() {
        return path.substring(ALL.length() + 1);
    }

    boolean has(String file) {
        return files.contains(file);
    }

    /** Returns the file of a sensor such as {@code power1}: the average, if it is kept, loses nothing between readings. */
    Optional<String> file(String sensor) {
        for (String kind : new String[] {"_average", "_input"}) {
            if (has(sensor + kind)) {
                return Optional.of(folder + "/" + sensor + kind);
            }
        }
        return Optional.empty();
    }

    /** Returns the sensors of power or energy, such as {@code power1}, once each. */
    List<String> sensors() {
        Set<String> sensors = new LinkedHashSet<>();
        for (String file : files) {
            Matcher sensor = SENSOR.matcher(file);
            if (sensor.matches()) {
                sensors.add(sensor.group(1) + sensor.group(2));
            }
        }
        return List.copyOf(sensors);
    }

    /** Returns whether a line's place means this chip: its driver, its number, or its path. */
    boolean isMeantBy(String place) {
        return place.equals(driver)
                || place.equals(number())
                || place.replaceAll("/+$", "").equals(path);
    }
}
