package io.powermeter.pi;

import com.sun.management.ThreadMXBean;
import io.powermeter.host.Host;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints what a reading costs the meter, in time and memory: the answer of a Pi 5 taken apart, and the model of a Pi 4 on plain
 * files. Run by hand. What the firmware's program costs comes on top, once in 250 ms.
 */
final class PiBenchmark {
    private static final int ROUNDS = 5;

    private PiBenchmark() {}

    public static void main(String[] args) throws IOException {
        Scripted firmware = new Scripted();
        String text = Machine.railsText();
        Sampler rails = new PmicSampler(PmicSampler.FITTED_RAILS, firmware, ThrottleWatch.blind("a benchmark"));
        measure("an answer of 12 rails", rails, 2_000, () -> firmware.answer(text, 0, 0));
        Path root = Files.createTempDirectory("pi-benchmark");
        Machine.named(root, "pi-4");
        Detection detection = new PiProvider().detect(Host.at(root));
        measure("the model", Machine.found(detection), 100_000, () -> {});
    }

    private static void measure(String what, Sampler sampler, int readings, Runnable before) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Reading reading = new Reading(sampler.channels().size());
        for (int round = 1; round <= ROUNDS; round++) {
            long bytes = memory.getCurrentThreadAllocatedBytes();
            long nanos = System.nanoTime();
            for (int i = 0; i < readings; i++) {
                before.run();
                sampler.sample(reading);
            }
            nanos = System.nanoTime() - nanos;
            bytes = memory.getCurrentThreadAllocatedBytes() - bytes;
            System.out.printf(
                    Locale.ROOT,
                    "%s, round %d: %.2f us and %.1f bytes a reading%n",
                    what,
                    round,
                    nanos * 1e-3 / readings,
                    (double) bytes / readings);
        }
        sampler.close();
    }
}
