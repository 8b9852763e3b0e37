package io.powermeter.pi;

import io.powermeter.host.Host;
import io.powermeter.sampler.ReadingCost;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints what a reading costs the meter, in time and memory: the answer of a Pi 5 taken apart, and the model of a Pi 4 on plain
 * files. Run by hand. What the firmware's program costs comes on top, once in 250 ms.
 */
final class PiBenchmark {
    private PiBenchmark() {}

    public static void main(String[] args) throws IOException {
        Scripted firmware = new Scripted();
        String text = Machine.railsText();
        Path root = Files.createTempDirectory("pi-benchmark");
        Machine.named(root, "pi-4");
        try (Sampler rails = new PmicSampler(PmicSampler.FITTED_RAILS, firmware, ThrottleWatch.blind("a benchmark"));
                Sampler model = Machine.found(new PiProvider().detect(Host.at(root)))) {
            ReadingCost.print("pi, an answer of 12 rails", rails, 2_000, () -> firmware.answer(text, 0, 0));
            ReadingCost.print("pi, the model", model, 100_000, () -> {});
        }
    }
}
