package io.powermeter.tdp;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.estimate.Estimator;
import io.powermeter.host.Host;
import io.powermeter.recording.Machine;
import io.powermeter.sampler.Sampler;

/** Estimates the energy of any machine from the load of its CPUs, their thermal design power and the size of its memory. */
public final class TdpEstimator implements Estimator {
    @Override
    public Sampler estimate(Host host, Machine machine, EstimateSettings settings) {
        return LoadModelSampler.of(host, Hardware.of(machine), settings, System::nanoTime);
    }
}
