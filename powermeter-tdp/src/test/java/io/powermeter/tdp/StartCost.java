package io.powermeter.tdp;

import com.sun.management.OperatingSystemMXBean;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.recording.RecordingException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the meter adds to a program that measures itself, in a JVM that did nothing before: time to start, of which the CPU time
 * holds on a busy machine too, and heap.
 */
final class StartCost {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private StartCost() {}

    static void print() throws IOException {
        long heapBefore = heapBytes();
        Path runs = Files.createTempDirectory("start-cost");
        try {
            start(runs, "first start", heapBefore);
            start(runs, "second start", heapBefore);
        } finally {
            delete(runs);
        }
    }

    private static void start(Path runs, String name, long heapBefore) throws RecordingException {
        long cpuBefore = MACHINE.getProcessCpuTime();
        long begin = System.nanoTime();
        Run run = PowerMeter.builder().recordTo(runs).build().start(name);
        long nanos = System.nanoTime() - begin;
        long cpuNanos = MACHINE.getProcessCpuTime() - cpuBefore;
        long heap = heapBytes() - heapBefore;
        run.close();
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f ms, %.0f ms of CPU, heap %.1f MB more%n",
                name,
                nanos / 1e6,
                cpuNanos / 1e6,
                heap / 1e6);
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
