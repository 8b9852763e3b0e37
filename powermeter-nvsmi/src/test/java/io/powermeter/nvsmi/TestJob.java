package io.powermeter.nvsmi;

import io.powermeter.sampler.Job;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A job of a few processes that remembers what it was told to use. */
final class TestJob implements Job {
    private final Set<Long> pids;
    final Map<Long, Double> use = new HashMap<>();
    final Map<Long, Double> bytes = new HashMap<>();

    TestJob(Long... pids) {
        this.pids = Set.of(pids);
    }

    @Override
    public boolean holds(long pid) {
        return pids.contains(pid);
    }

    @Override
    public void usesAccelerators(long pid, double utilization, double memory) {
        use.put(pid, utilization);
        bytes.put(pid, memory);
    }
}
