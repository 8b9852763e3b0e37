package io.powermeter.jetson;

import io.powermeter.host.UnreadableException;
import io.powermeter.sampler.Detection;
import java.util.ArrayList;
import java.util.List;

/** What a first reading of every rail shows. A rail that cannot be read stays a channel: it may be readable later. */
final class FirstLook {
    private static final String DENIED = "Let all read the values again, as NVIDIA's systems do, with"
            + " sudo chmod a+r /sys/bus/i2c/drivers/ina*/*/hwmon/hwmon*/*_input, or run as root.";

    private static final String FAILED = "See what the driver says with sudo dmesg | grep -i ina.";

    private FirstLook() {}

    static Detection at(Wiring wiring, Rails rails, Platform platform) {
        List<RailGauge> gauges = wiring.rails().stream().map(Rail::gauge).toList();
        List<String> notes = new ArrayList<>(wiring.notes());
        notes.addAll(platform.notes());
        notes.addAll(rails.notes());
        UnreadableException first = null;
        boolean anyRead = false;
        for (int i = 0; i < gauges.size(); i++) {
            try {
                gauges.get(i).watts();
                anyRead = true;
            } catch (UnreadableException e) {
                notes.add(wiring.channels().get(i).id() + " is missing from the start. " + e.getMessage());
                first = first == null ? e : first;
            }
        }
        if (!anyRead && first != null) {
            gauges.forEach(RailGauge::close);
            boolean denied = first.reason() == UnreadableException.Reason.DENIED;
            return new Detection.Absent("no rail can be read: " + first.getMessage(), denied ? DENIED : FAILED);
        }
        return new Detection.Found(
                List.of(new JetsonSampler(gauges, wiring.channels(), rails.updateInterval(), notes)));
    }
}
