package io.powermeter.nvsmi;

import com.sun.management.ThreadMXBean;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints what a reading of a library without a card behind it costs: time and memory, without and with a look at the processes.
 * Run by hand.
 *
 * <p>A real driver takes microseconds to milliseconds for each value; this is what the meter adds.
 */
final class NvmlBenchmark {
    private static final int READINGS = 100_000;
    private static final int ROUNDS = 5;

    private NvmlBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("nvml-benchmark");
        try (Machine machine = new Machine(folder).run(100, 200)) {
            for (int i = 0; i < 2; i++) {
                machine.nvml.add("NVIDIA L40S").process(100, 60, 1 << 20).process(200, 20, 1 << 20);
            }
            Sampler sampler = machine.sampler();
            sampler.follow(new TestJob());
            for (int round = 1; round <= ROUNDS; round++) {
                measure(machine, sampler, 0, "2 cards, values");
                measure(machine, sampler, 0.5, "2 cards, values and processes");
            }
        }
    }

    private static void measure(Machine machine, Sampler sampler, double seconds, String what) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Reading reading = new Reading(sampler.channels().size());
        long bytes = memory.getCurrentThreadAllocatedBytes();
        long nanos = System.nanoTime();
        for (int i = 0; i < READINGS; i++) {
            machine.pass(seconds);
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
