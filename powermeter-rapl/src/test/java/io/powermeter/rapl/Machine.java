package io.powermeter.rapl;

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
import java.util.List;

/** What RAPL detection makes of the machines in {@code hosts/}, in one line for each channel. */
final class Machine {
    private Machine() {}

    static FakeHost named(Path root, String name) {
        return FakeHost.ofResource(root, Machine.class, "hosts/" + name + ".tree");
    }

    static Detection detect(Host host) {
        return new RaplProvider(() -> {}).detect(host);
    }

    static Sampler found(Host host) {
        Detection detection = detect(host);
        assertThat(detection).isInstanceOf(Detection.Found.class);
        List<Sampler> samplers = ((Detection.Found) detection).samplers();
        assertThat(samplers).hasSize(1);
        return samplers.get(0);
    }

    static Detection.Absent absent(Host host) {
        Detection detection = detect(host);
        assertThat(detection).isInstanceOf(Detection.Absent.class);
        return (Detection.Absent) detection;
    }

    /** Returns for instance {@code rapl/package-0/core CORE in rapl/package-0 wraps 262143.32885}. */
    static List<String> describe(Sampler sampler) {
        return sampler.channels().stream().map(Machine::describe).toList();
    }

    private static String describe(Channel channel) {
        assertThat(channel.quantity()).isEqualTo(Quantity.ENERGY);
        return channel.id() + " " + channel.component()
                + (channel.origin() == Origin.ESTIMATED ? " estimated" : "")
                + (channel.partOf() == null ? "" : " in " + channel.partOf())
                + (channel.wrapsAt() == null ? "" : " wraps " + channel.wrapsAt())
                + (channel.mirrorOf() == null ? "" : " mirrors " + channel.mirrorOf());
    }

    static double[] read(Sampler sampler) {
        Reading reading = new Reading(sampler.channels().size());
        sampler.sample(reading);
        double[] joules = new double[reading.size()];
        for (int i = 0; i < joules.length; i++) {
            joules[i] = reading.get(i);
        }
        return joules;
    }
}
