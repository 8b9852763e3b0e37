package io.powermeter.jmh;

import io.powermeter.host.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What stands behind the profiler's name, as in {@code baseline=5s;period=10ms}.
 *
 * @param period between two readings of a sensor
 * @param baseline how long the idle machine is measured in each fork; zero for not at all
 * @param host whose sensors are read
 * @param records where run folders are kept, if they are
 */
record ProfilerOptions(Duration period, Duration baseline, Host host, Optional<Path> records) {
    private static final List<String> NAMES = List.of("baseline", "period", "record", "sysfs-root");

    static ProfilerOptions parse(String options) throws ProfilerException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String option : options.split(";")) {
            int equals = option.indexOf('=');
            if (!option.isBlank()) {
                values.put(
                        option.substring(0, Math.max(0, equals)).strip(),
                        option.substring(equals + 1).strip());
            }
        }
        Map<String, String> unknown = new TreeMap<>(values);
        unknown.keySet().removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new ProfilerException("Options of the powermeter profiler are " + String.join("=, ", NAMES)
                    + "=, not " + unknown + ". Write for instance baseline=5s;period=10ms.");
        }
        return new ProfilerOptions(
                duration("period", values.getOrDefault("period", "100ms")),
                duration("baseline", values.getOrDefault("baseline", "0s")),
                host(Optional.ofNullable(values.get("sysfs-root"))),
                Optional.ofNullable(values.get("record")).map(Path::of));
    }

    private static Duration duration(String name, String text) throws ProfilerException {
        try {
            TimeValue value = TimeValue.fromString(text);
            return Duration.of(value.getTime(), value.getTimeUnit().toChronoUnit());
        } catch (IllegalArgumentException e) {
            throw new ProfilerException(name + " of the powermeter profiler is \"" + text
                    + "\", which is no time. Write for instance 10ms or 5s.");
        }
    }

    private static Host host(Optional<String> sysfsRoot) throws ProfilerException {
        if (sysfsRoot.isEmpty()) {
            return Host.local();
        }
        Path root = Path.of(sysfsRoot.get());
        if (!Files.isDirectory(root)) {
            throw new ProfilerException("sysfs-root of the powermeter profiler is \"" + root
                    + "\", which is no folder. Give the one that takes the place of /sys.");
        }
        return Host.local().withSys(root);
    }
}
