package io.powermeter.estimate;

import io.powermeter.host.Host;
import io.powermeter.recording.Machine;
import io.powermeter.sampler.Sampler;

/** Estimates where no sensor tells the energy of the CPU: found by {@link java.util.ServiceLoader}, and asked last. */
public interface Estimator {
    /**
     * Returns the sampler that estimates a machine, or the slice of it that this process may use.
     *
     * @throws IllegalArgumentException if {@code settings} contradict what is known of the machine
     */
    Sampler estimate(Host host, Machine machine, EstimateSettings settings);
}
