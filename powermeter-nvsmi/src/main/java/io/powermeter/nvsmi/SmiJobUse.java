package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import io.powermeter.measurement.Quantity;
import io.powermeter.sampler.Job;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the job uses of the cards of one document, with the use of each process by pmon where that is known. */
final class SmiJobUse {
    private final Host host;
    private final Job job;
    private final @Nullable PmonShares pmon;
    private final JobShare share = new JobShare();
    private final Map<Long, Double> use = new HashMap<>();
    private final Map<Long, Double> utilization = new HashMap<>();
    private final Map<Long, Double> bytes = new HashMap<>();

    SmiJobUse(Host host, Job job, @Nullable PmonShares pmon) {
        this.host = host;
        this.job = job;
        this.pmon = pmon;
    }

    /** Begins with a new document. */
    void clear() {
        utilization.clear();
        bytes.clear();
    }

    /**
     * Adds a card, and returns the job's share of it, NaN if it is not known.
     *
     * @param gpuIndex pmon's index of the card, negative if it is not sure
     * @param hidden whether CUDA hides the card from the job
     */
    double add(SmiCard card, int gpuIndex, boolean hidden) {
        use.clear();
        if (pmon != null && gpuIndex >= 0) {
            pmon.utilization(gpuIndex, use::put);
        }
        boolean idle = card.value(Quantity.UTILIZATION, SmiCard.UTILIZATION) == 0;
        // the driver lists only processes "that had some non-zero utilization" (nvmlDeviceGetProcessUtilization):
        // beside one that has a value, no value is none; but if none has, as with MIG, nothing is known
        boolean othersAreIdle = idle || use.values().stream().anyMatch(sm -> !Double.isNaN(sm));
        share.clear();
        card.processes().forEach((pid, memory) -> {
            double sm = use.getOrDefault(pid, Double.NaN);
            add(pid, Double.isNaN(sm) && othersAreIdle ? 0 : sm, memory);
        });
        return hidden || isSeen(card, idle) ? share.value() : Double.NaN;
    }

    /** In a container with process ids of its own, some drivers list the host's ids and others none at all. */
    private boolean isSeen(SmiCard card, boolean idle) {
        return card.processes().isEmpty()
                ? idle
                : card.processes().keySet().stream().anyMatch(pid -> host.exists("/proc/" + pid));
    }

    /** Tells the job what its processes use of all cards that were added. */
    void tell() {
        utilization.forEach((pid, sum) -> job.usesAccelerators(pid, sum, bytes.getOrDefault(pid, Double.NaN)));
    }

    private void add(long pid, double sm, double memory) {
        share.add(job, pid, sm, memory);
        if (job.holds(pid)) {
            utilization.merge(pid, sm, Double::sum);
            bytes.merge(pid, memory, Double::sum);
        }
    }
}
