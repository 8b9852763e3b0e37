package io.powermeter.cli;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.host.Host;
import io.powermeter.sampler.Samplers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the sensors are, and what the estimate is told. */
final class SensorOptions {
    @Option(
            names = "--sysfs-root",
            paramLabel = "DIR",
            description =
                    "Folder that takes the place of /sys, or holds it as DIR/sys: the host's, inside a container.")
    private @Nullable Path sysfsRoot;

    @Option(
            names = "--wattmeter",
            paramLabel = "METER",
            description = {
                "An external meter; may be given several times, or one a line in POWERMETER_WATTMETER:",
                "shelly://host/switch/0, omegawatt:/dev/ttyUSB0?channel=1, ipmi:, command:..., and more",
                "(docs/samplers/wattmeters.md)."
            })
    private List<String> wattmeters = List.of();

    @Option(names = "--tdp", paramLabel = "W", description = "Thermal design power of one CPU chip, for the estimate.")
    private @Nullable Double tdp;

    @Option(names = "--idle-watts", paramLabel = "W", description = "What one idle CPU chip draws, for the estimate.")
    private @Nullable Double idleWatts;

    Host host() throws UsageException {
        Host host = root();
        if (wattmeters.stream().anyMatch(String::isBlank)) {
            throw new UsageException("--wattmeter is empty. Give a meter, such as shelly://192.168.1.20/switch/0.");
        }
        if (!wattmeters.isEmpty()) {
            host = host.withSetting("POWERMETER_WATTMETER", String.join("\n", wattmeters));
        }
        Optional<String> complaint = Samplers.complaint(host);
        if (complaint.isPresent()) {
            throw new UsageException(complaint.get());
        }
        return host;
    }

    private Host root() throws UsageException {
        Path root = sysfsRoot;
        if (root == null) {
            return Host.local();
        }
        if (!Files.isDirectory(root)) {
            throw new UsageException(
                    "--sysfs-root " + root + " is not a folder. Give the folder that holds class/powercap.");
        }
        return Host.local().withSys(root);
    }

    EstimateSettings estimate() throws UsageException {
        try {
            return new EstimateSettings(optional(tdp), optional(idleWatts));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
