package io.powermeter.process;

import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.sampler.ReadingCost;

/** Prints what a reading of this machine's use by processes costs: time and memory. */
final class UsageBenchmark {
    private static final int READINGS = 20_000;

    private UsageBenchmark() {}

    public static void main(String[] args) throws UnreadableException {
        Host host = Host.local();
        try (UsageSampler usage = UsageSampler.ofChild(host, MachineCpuUse.of(host), System::nanoTime, use -> {})) {
            usage.follow(ProcessHandle.current().pid());
            ReadingCost.print("usage, a job of one process", usage, READINGS, () -> {});
        }
    }
}
