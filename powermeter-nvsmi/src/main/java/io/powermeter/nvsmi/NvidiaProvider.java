package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.SamplerProvider;

/** Finds NVIDIA cards. */
public final class NvidiaProvider implements SamplerProvider {
    @Override
    public String name() {
        return "nvidia";
    }

    @Override
    public Detection detect(Host host) {
        return new Detection.Absent("no NVIDIA driver is loaded: /dev/nvidiactl is missing", "");
    }
}
