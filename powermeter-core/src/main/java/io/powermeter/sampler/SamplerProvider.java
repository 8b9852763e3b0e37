package io.powermeter.sampler;

import io.powermeter.host.Host;

/** A kind of sensor: found by {@link java.util.ServiceLoader}, one for each sensor module. */
public interface SamplerProvider {
    /** Returns the short name of the kind, such as {@code rapl}. */
    String name();

    /** Looks for sensors on a host. Never throws: what stands in the way is the reason of an {@link Detection.Absent}. */
    Detection detect(Host host);
}
