package io.powermeter.wattmeter;

import static org.assertj.core.api.Assertions.assertThat;

import io.powermeter.host.FakeHost;
import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Origin;
import io.powermeter.meter.Clock;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import io.powermeter.sampler.SamplerProvider;
import java.util.List;

/** What the providers make of a host, for tests. */
final class Found {
    private Found() {}

    static List<Sampler> samplers(SamplerProvider provider, Host host) {
        Detection detection = provider.detect(host);
        assertThat(detection).isInstanceOf(Detection.Found.class);
        return ((Detection.Found) detection).samplers();
    }

    static Detection.Absent absent(SamplerProvider provider, Host host) {
        Detection detection = provider.detect(host);
        assertThat(detection).isInstanceOf(Detection.Absent.class);
        return (Detection.Absent) detection;
    }

    /** Returns the sampler of one line. */
    static Sampler meter(FakeHost host, Clock clock, String line) {
        List<Sampler> samplers = samplers(new WattmeterProvider(clock), host.set(Wattmeters.SETTING, line));
        assertThat(samplers).hasSize(1);
        return samplers.get(0);
    }

    static Reading read(Sampler sampler) {
        Reading reading = new Reading(sampler.channels().size());
        sampler.sample(reading);
        return reading;
    }

    /** Returns for instance {@code wattmeter-1/energy WALL ENERGY in wattmeter-1/power mirrors wattmeter-1/power}. */
    static String describe(Channel channel) {
        return channel.id() + " " + channel.component() + " " + channel.quantity()
                + (channel.origin() == Origin.ESTIMATED ? " estimated" : "")
                + (channel.partOf() == null ? "" : " in " + channel.partOf())
                + (channel.mirrorOf() == null ? "" : " mirrors " + channel.mirrorOf());
    }

    static List<String> describe(Sampler sampler) {
        return sampler.channels().stream().map(Found::describe).toList();
    }
}
