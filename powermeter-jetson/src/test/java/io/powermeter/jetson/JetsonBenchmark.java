package io.powermeter.jetson;

import com.sun.management.ThreadMXBean;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints what a reading of the rails of an AGX Orin costs on plain files: time and memory. Run by hand.
 *
 * <p>On the board itself the kernel asks the monitors over I2C, about a millisecond for each rail, in which the CPU sleeps.
 */
final class JetsonBenchmark {
    private static final int READINGS = 100_000;
    private static final int ROUNDS = 5;

    private JetsonBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path root = Files.createTempDirectory("jetson-benchmark");
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Sampler sampler = Machine.found(Machine.named(root, "agx-orin-jp6"))) {
            Reading reading = new Reading(sampler.channels().size());
            for (int round = 1; round <= ROUNDS; round++) {
                long bytes = memory.getCurrentThreadAllocatedBytes();
                long nanos = System.nanoTime();
                for (int i = 0; i < READINGS; i++) {
                    sampler.sample(reading);
                }
                nanos = System.nanoTime() - nanos;
                bytes = memory.getCurrentThreadAllocatedBytes() - bytes;
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %d rails, %.2f us and %.3f bytes a reading%n",
                        round,
                        reading.size(),
                        nanos * 1e-3 / READINGS,
                        (double) bytes / READINGS);
            }
        }
    }
}
