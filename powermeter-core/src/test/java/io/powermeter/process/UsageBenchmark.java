package io.powermeter.process;

import com.sun.management.ThreadMXBean;
import io.powermeter.estimate.EstimateSettings;
import io.powermeter.estimate.Hardware;
import io.powermeter.estimate.LoadModelSampler;
import io.powermeter.host.Host;
import io.powermeter.host.UnreadableException;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Prints what a reading of this machine's CPU use, and of the estimate that is made of it, costs: time and memory. */
final class UsageBenchmark {
    private static final int READINGS = 20_000;
    private static final int ROUNDS = 3;

    private UsageBenchmark() {}

    public static void main(String[] args) throws UnreadableException {
        Host host = Host.local();
        UsageSampler usage = UsageSampler.ofChild(host, MachineCpuUse.of(host), System::nanoTime, use -> {});
        usage.follow(ProcessHandle.current().pid());
        Hardware hardware = new Hardware("AMD EPYC 7702", 1, 2, 8L << 30, false);
        Sampler estimate = LoadModelSampler.of(host, hardware, EstimateSettings.NONE, System::nanoTime);
        for (int round = 1; round <= ROUNDS; round++) {
            measure("usage, a job of one process", usage);
            measure("estimate", estimate);
        }
        usage.close();
        estimate.close();
    }

    private static void measure(String what, Sampler sampler) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Reading reading = new Reading(sampler.channels().size());
        long bytes = memory.getCurrentThreadAllocatedBytes();
        long nanos = System.nanoTime();
        for (int i = 0; i < READINGS; i++) {
            reading.clear();
            sampler.sample(reading);
        }
        nanos = System.nanoTime() - nanos;
        bytes = memory.getCurrentThreadAllocatedBytes() - bytes;
        System.out.printf(
                Locale.ROOT,
                "%-30s %.2f us and %.3f bytes a reading%n",
                what,
                1e-3 * nanos / READINGS,
                (double) bytes / READINGS);
    }
}
