package io.powermeter.cli.planted.sampler;

import io.powermeter.cli.planted.host.HostThatSamples;

/** Breaks rules, to show that they can be broken: see {@code ArchitectureTest}. */
public final class SamplerOfHost {
    Object host() {
        return new HostThatSamples();
    }
}
