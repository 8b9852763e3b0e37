package io.powermeter.junit;

import io.powermeter.host.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What JUnit's configuration parameters say.
 *
 * @param period between two readings of a sensor
 * @param baseline how long the idle machine is measured; zero for not at all
 * @param host whose sensors are read
 * @param records where run folders are kept, if they are
 */
record EnergySettings(Duration period, Duration baseline, Host host, Optional<Path> records) {
    static final String BASELINE = "powermeter.baseline";

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s*(ms|s)");

    static EnergySettings of(Function<String, Optional<String>> parameters) {
        return new EnergySettings(
                duration(
                        "powermeter.period",
                        parameters.apply("powermeter.period").orElse("100ms")),
                duration(BASELINE, parameters.apply(BASELINE).orElse("1s")),
                parameters
                        .apply("powermeter.sysfs-root")
                        .map(EnergySettings::host)
                        .orElse(Host.local()),
                parameters.apply("powermeter.record").map(Path::of));
    }

    /**
     * Returns the duration that a text says.
     *
     * @param name who says it
     * @throws ExtensionConfigurationException if it is none
     */
    static Duration duration(String name, String text) {
        Matcher form = DURATION.matcher(text.strip());
        if (!form.matches()) {
            throw new ExtensionConfigurationException(
                    name + " is \"" + text + "\", which is no duration. Write for instance 500ms or 2s.");
        }
        double nanosPerUnit = form.group(2).equals("ms") ? 1e6 : 1e9;
        return Duration.ofNanos(Math.round(Double.parseDouble(form.group(1)) * nanosPerUnit));
    }

    private static Host host(String sysfsRoot) {
        Path root = Path.of(sysfsRoot);
        if (!Files.isDirectory(root)) {
            throw new ExtensionConfigurationException("powermeter.sysfs-root is \"" + sysfsRoot
                    + "\", which is no folder. Give the one that takes the place of /sys.");
        }
        return Host.local().withSys(root);
    }
}
