package io.powermeter.jetson;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What Jetson detection makes of the machines in {@code hosts/}, in one line for each channel. */
final class Machine {
    private Machine() {}

    static FakeHost named(Path root, String name) {
        return FakeHost.ofResource(root, Machine.class, "hosts/" + name + ".tree");
    }

    static Sampler found(Host host) {
        Detection detection = new JetsonProvider().detect(host);
        assertThat(detection).isInstanceOf(Detection.Found.class);
        List<Sampler> samplers = ((Detection.Found) detection).samplers();
        assertThat(samplers).hasSize(1);
        return samplers.get(0);
    }

    static Detection.Absent absent(Host host) {
        Detection detection = new JetsonProvider().detect(host);
        assertThat(detection).isInstanceOf(Detection.Absent.class);
        return (Detection.Absent) detection;
    }

    /** Returns for instance {@code jetson/VDD_SOC UNCORE in jetson/VDD_IN 1.0128 W}. */
    static List<String> describe(Sampler sampler) {
        Reading reading = new Reading(sampler.channels().size());
        sampler.sample(reading);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < reading.size(); i++) {
            lines.add(describe(sampler.channels().get(i))
                    + (reading.has(i) ? String.format(Locale.ROOT, " %s W", reading.get(i)) : " missing"));
        }
        return lines;
    }

    private static String describe(Channel channel) {
        assertThat(channel.quantity()).isEqualTo(Quantity.POWER);
        assertThat(channel.origin()).isEqualTo(Origin.MEASURED);
        return channel.id() + " " + channel.component() + (channel.partOf() == null ? "" : " in " + channel.partOf());
    }

    /** Returns the sum of the channels that are part of nothing, in watts. */
    static double total(Sampler sampler) {
        Reading reading = new Reading(sampler.channels().size());
        sampler.sample(reading);
        double sum = 0;
        for (int i = 0; i < reading.size(); i++) {
            sum += sampler.channels().get(i).partOf() == null ? reading.get(i) : 0;
        }
        return sum;
    }
}
