package io.powermeter.process;

import io.powermeter.estimate.EstimateSettings;
import io.powermeter.estimate.Hardware;
import io.powermeter.estimate.LoadModelSampler;
import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.sampler.ReadingCost;
import io.powermeter.sampler.Sampler;

/** Prints what a reading of this machine's CPU use, and of the estimate that is made of it, costs: time and memory. */
final class UsageBenchmark {
    private static final int READINGS = 20_000;

    private UsageBenchmark() {}

    public static void main(String[] args) throws UnreadableException {
        Host host = Host.local();
        Hardware hardware = new Hardware("AMD EPYC 7702", 1, 2, 8L << 30, false);
        try (UsageSampler usage = UsageSampler.ofChild(host, MachineCpuUse.of(host), System::nanoTime, use -> {});
                Sampler estimate = LoadModelSampler.of(host, hardware, EstimateSettings.NONE, System::nanoTime)) {
            usage.follow(ProcessHandle.current().pid());
            ReadingCost.print("usage, a job of one process", usage, READINGS, () -> {});
            ReadingCost.print("estimate", estimate, READINGS, () -> {});
        }
    }
}
