package io.powermeter.nvsmi;

import io.powermeter.sampler.ReadingCost;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints what a reading of a library without a card behind it costs: time and memory, without and with a look at the processes.
 * Run by hand.
 *
 * <p>A real driver takes microseconds to milliseconds for each value; this is what the meter adds.
 */
final class NvmlBenchmark {
    private static final int READINGS = 100_000;

    private NvmlBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("nvml-benchmark");
        try (Machine machine = new Machine(folder).run(100, 200)) {
            for (int i = 0; i < 2; i++) {
                machine.nvml.add("NVIDIA L40S").process(100, 60, 1 << 20).process(200, 20, 1 << 20);
            }
            Sampler sampler = machine.sampler();
            sampler.follow(new TestJob());
            ReadingCost.print("nvml, 2 cards, values", sampler, READINGS, () -> machine.pass(0));
            ReadingCost.print("nvml, 2 cards, values and processes", sampler, READINGS, () -> machine.pass(0.5));
        }
    }
}
