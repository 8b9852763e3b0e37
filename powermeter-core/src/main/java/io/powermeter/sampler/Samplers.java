package io.powermeter.sampler;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * What every provider found on a host.
 *
 * @param byProvider provider name to what it found, in order of name
 */
public record Samplers(Map<String, Detection> byProvider) implements AutoCloseable {
    /** Asks every provider on the class path. */
    public static Samplers discover(Host host) {
        List<SamplerProvider> providers = new ArrayList<>();
        ServiceLoader.load(SamplerProvider.class, SamplerProvider.class.getClassLoader())
                .forEach(providers::add);
        return detect(host, providers);
    }

    /** Asks the given providers. */
    public static Samplers detect(Host host, List<SamplerProvider> providers) {
        Map<String, Detection> found = new LinkedHashMap<>();
        providers.stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(provider -> found.put(provider.name(), provider.detect(host)));
        return new Samplers(found);
    }

    /** Returns every sampler found. */
    public List<Sampler> found() {
        List<Sampler> samplers = new ArrayList<>();
        for (Detection detection : byProvider.values()) {
            if (detection instanceof Detection.Found some) {
                samplers.addAll(some.samplers());
            }
        }
        return samplers;
    }

    /** Returns the reasons of the providers that found nothing, by name. */
    public Map<String, Detection.Absent> absent() {
        Map<String, Detection.Absent> absent = new LinkedHashMap<>();
        byProvider.forEach((name, detection) -> {
            if (detection instanceof Detection.Absent none) {
                absent.put(name, none);
            }
        });
        return absent;
    }

    /** Returns whether some sensor tells the energy of the CPU, alone or with more, so that no estimate is needed. */
    public boolean measureCpu() {
        return found().stream()
                .flatMap(sampler -> sampler.channels().stream())
                .filter(Channel::tellsEnergy)
                .map(Channel::component)
                .anyMatch(c -> c == Component.CPU || c == Component.BOARD || c == Component.WALL);
    }

    @Override
    public void close() {
        found().forEach(Sampler::close);
    }
}
