package io.powermeter.jetson;

import io.powermeter.sampler.ReadingCost;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints what a reading of the rails of an AGX Orin costs on plain files: time and memory. Run by hand.
 *
 * <p>On the board itself the kernel asks the monitors over I2C, about a millisecond for each rail, in which the CPU sleeps.
 */
final class JetsonBenchmark {
    private JetsonBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path root = Files.createTempDirectory("jetson-benchmark");
        try (Sampler sampler = Machine.found(Machine.named(root, "agx-orin-jp6"))) {
            ReadingCost.print("jetson, " + sampler.channels().size() + " rails", sampler, 100_000, () -> {});
        }
    }
}
