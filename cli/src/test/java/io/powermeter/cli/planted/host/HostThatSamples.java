package io.powermeter.cli.planted.host;

import io.powermeter.cli.planted.sampler.SamplerOfHost;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class HostThatSamples {
    static Object sampler() {
        return new SamplerOfHost();
    }
}
