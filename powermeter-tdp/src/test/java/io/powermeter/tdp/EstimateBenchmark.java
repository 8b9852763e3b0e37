package io.powermeter.tdp;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.host.Host;
import io.powermeter.recording.Machine;
import io.powermeter.sampler.ReadingCost;
import io.powermeter.sampler.Sampler;
import java.io.IOException;

/** Prints what the start of a meter costs a program, and then what a reading of the estimate does: time and memory. */
final class EstimateBenchmark {
    private static final int READINGS = 20_000;

    private EstimateBenchmark() {}

    public static void main(String[] args) throws IOException {
        StartCost.print();
        Machine machine = new Machine("AMD EPYC 7702", 1, 2, 2, 8L << 30, "Linux", "none", "");
        try (Sampler estimate = new TdpEstimator().estimate(Host.local(), machine, EstimateSettings.NONE)) {
            ReadingCost.print("estimate", estimate, READINGS, () -> {});
        }
    }
}
