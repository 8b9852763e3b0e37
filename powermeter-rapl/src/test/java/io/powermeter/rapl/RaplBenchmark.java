package io.powermeter.rapl;

import com.sun.management.ThreadMXBean;
import io.powermeter.host.Host;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints what a reading of a simulated machine of two sockets costs: time and memory. Run by hand.
 *
 * <p>A real {@code energy_uj} costs more, as the kernel must ask a core of the package for its register.
 */
final class RaplBenchmark {
    private static final int READINGS = 200_000;
    private static final int ROUNDS = 5;

    private RaplBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path root = Files.createTempDirectory("rapl-benchmark");
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (SimulatedRapl simulated = SimulatedRapl.under(root).sockets(2).start();
                Sampler sampler = Machine.found(Host.at(root))) {
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
                        "round %d: %d channels, %.0f ns and %.3f bytes a reading; longest stand-still %.2f ms%n",
                        round,
                        reading.size(),
                        (double) nanos / READINGS,
                        (double) bytes / READINGS,
                        simulated.longestGapNanos() * 1e-6);
            }
        }
    }
}
