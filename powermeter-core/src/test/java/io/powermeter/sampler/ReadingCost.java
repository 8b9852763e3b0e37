package io.powermeter.sampler;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Prints what a reading costs, in time and memory; for the benchmark of each sampler. */
public final class ReadingCost {
    private static final int ROUNDS = 5;

    private ReadingCost() {}

    /**
     * Prints one line: microseconds and bytes a reading in the best of five rounds.
     *
     * @param what is read
     * @param readings in a round
     * @param before is done before each reading, and counts
     * @return the microseconds
     */
    public static double print(String what, Sampler sampler, int readings, Runnable before) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Reading reading = new Reading(sampler.channels().size());
        double micros = Double.POSITIVE_INFINITY;
        double bytes = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long bytesBefore = memory.getCurrentThreadAllocatedBytes();
            long nanosBefore = System.nanoTime();
            for (int i = 0; i < readings; i++) {
                before.run();
                reading.clear();
                sampler.sample(reading);
            }
            micros = Math.min(micros, (System.nanoTime() - nanosBefore) * 1e-3 / readings);
            bytes = Math.min(bytes, (double) (memory.getCurrentThreadAllocatedBytes() - bytesBefore) / readings);
        }
        System.out.printf(Locale.ROOT, "%-40s %8.2f us %8.1f bytes a reading%n", what, micros, bytes);
        return micros;
    }
}
