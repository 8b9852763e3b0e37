package io.powermeter.jetson;

import io.powermeter.host.Host;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.SamplerProvider;

/** Finds the power monitors of NVIDIA Jetson boards, from the Nano and TX1 to the Thor. */
public final class JetsonProvider implements SamplerProvider {
    private static final String WHERE = "under /sys/bus/i2c/drivers";

    private static final String NO_MONITOR =
            "Load the driver with sudo modprobe ina3221 (JetPack 5 and later; on a Thor also"
                    + " ina238). A Jetson Nano 2GB has no monitor.\n"
                    + "In a container: let it see the host's files, read-only, with docker run -v /sys:/sys:ro ...";

    @Override
    public String name() {
        return JetsonSampler.NAME;
    }

    @Override
    public Detection detect(Host host) {
        Rails rails = Rails.of(host);
        if (!rails.anyMonitor()) {
            // most machines end here, before their job starts: nothing more is looked at than must be
            boolean jetson =
                    host.exists("/proc/device-tree") && Platform.of(host).isTegra();
            return new Detection.Absent("no INA3221 or INA238 power monitor " + WHERE, jetson ? NO_MONITOR : "");
        }
        Platform platform = Platform.of(host);
        if (platform.isAnother()) {
            return new Detection.Absent(
                    "there is a power monitor " + WHERE + ", but this machine (" + platform.model()
                            + ") is no Jetson: what it measures is not known",
                    "");
        }
        Wiring wiring = Wiring.of(rails.found(), platform);
        if (wiring.rails().isEmpty()) {
            return new Detection.Absent(
                    "the power monitors " + WHERE + " measure no rail: "
                            + (rails.notes().isEmpty() ? "no input is connected" : String.join(" ", rails.notes())),
                    "");
        }
        return FirstLook.at(wiring, rails, platform);
    }
}
