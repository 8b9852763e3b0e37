package io.powermeter.sampler;

import io.powermeter.host.Host;
import java.util.Optional;

/** A kind of sensor: found by {@link java.util.ServiceLoader}, one for each sensor module. */
public interface SamplerProvider {
    /** Returns the short name of the kind, such as {@code rapl}. */
    String name();

    /**
     * Returns what is wrong with the settings that are for this kind of sensor, in one sentence with the remedy, or nothing.
     * Asked before a run, so that a typing error is no measurement without a wattmeter.
     */
    default Optional<String> complaint(Host host) {
        return Optional.empty();
    }

    /** Looks for sensors on a host. Never throws: what stands in the way is the reason of an {@link Detection.Absent}. */
    Detection detect(Host host);
}
