package io.powermeter.nvsmi;

import io.powermeter.sampler.Job;
import java.util.HashMap;
import java.util.Map;

/** A job of a few processes that remembers what it was told to use. */
final class TestJob implements Job {
    private final long[] pids;
    final Map<Long, Double> use = new HashMap<>();
    final Map<Long, Double> bytes = new HashMap<>();

    TestJob(long... pids) {
        this.pids = pids;
    }

    @Override
    public boolean holds(long pid) {
        for (long mine : pids) {
            if (mine == pid) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void usesAccelerators(long pid, double utilization, double memory) {
        use.put(pid, utilization);
        bytes.put(pid, memory);
    }
}
