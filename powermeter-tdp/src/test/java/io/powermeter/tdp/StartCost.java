package io.powermeter.tdp;

import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.recording.RecordingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the meter adds to a program that measures itself, in a JVM that did nothing before: time to start, and heap. */
final class StartCost {
    private StartCost() {}

    static void print() throws IOException {
        long heapBefore = heapBytes();
        Path runs = Files.createTempDirectory("start-cost");
        try {
            long begin = System.nanoTime();
            PowerMeter meter = PowerMeter.builder().recordTo(runs).build();
            Run first = meter.start("first");
            try (first) {
                double coldMillis = (System.nanoTime() - begin) / 1e6;
                long heap = heapBytes() - heapBefore;
                System.out.printf(
                        Locale.ROOT,
                        "start: %.0f ms the first time, %.0f ms the second; heap %.1f MB more%n",
                        coldMillis,
                        againMillis(meter),
                        heap / 1e6);
            }
        } finally {
            delete(runs);
        }
    }

    private static double againMillis(PowerMeter meter) throws RecordingException {
        long begin = System.nanoTime();
        try (Run again = meter.start("again")) {
            again.phase("started").close();
            return (System.nanoTime() - begin) / 1e6;
        }
    }

    private static long heapBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
