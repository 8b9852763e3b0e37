package io.powermeter.summary;

import io.powermeter.measurement.Component;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a joule is shared in each block of a job's time, for what is shared by CPU time, by memory, and by what a device tells.
 *
 * <p>Blocks are {@value #BLOCK_NANOS} ns, longer only in runs of more than {@value #MOST_BLOCKS} of them: the kernel counts
 * CPU time in ticks of 10 ms, so that a share of one sampling period would be off by 10 % and more.
 */
final class BlockShares {
    private static final long BLOCK_NANOS = 1_000_000_000L;

    /** A day has 86,400. */
    private static final int MOST_BLOCKS = 100_000;

    private final long[] edges;
    private final Split[] ofCpu;
    private final Split[] ofMemory;
    private final Map<String, Split[]> ofDevices = new HashMap<>();

    /**
     * Computes the shares.
     *
     * @param job the window of the job
     * @param use CPU time and memory of job, machine and meter, or null if they were not recorded
     * @param devices the job's share of a device over time, integrated, by the id of its energy channel
     */
    BlockShares(Window job, @Nullable UsageCurves use, Map<String, Curve> devices) {
        long length = job.toNanos() - job.fromNanos();
        int blocks = (int) Math.max(1, Math.min(MOST_BLOCKS, length / BLOCK_NANOS));
        long blockNanos = blocks == MOST_BLOCKS ? length / blocks : BLOCK_NANOS;
        edges = new long[blocks + 1];
        for (int i = 0; i <= blocks; i++) {
            edges[i] = i == blocks ? job.toNanos() : job.fromNanos() + i * blockNanos;
        }
        ofCpu = new Split[blocks];
        ofMemory = new Split[blocks];
        Arrays.fill(ofCpu, Split.UNKNOWN);
        Arrays.fill(ofMemory, Split.UNKNOWN);
        for (int i = 0; use != null && i < blocks; i++) {
            ofCpu[i] = split(i, use.jobCpu(), use.meterCpu(), use.machineCpu());
            ofMemory[i] = split(i, use.jobMemory(), use.meterMemory(), use.machineMemory());
        }
        devices.forEach((id, share) -> ofDevices.put(id, means(share)));
    }

    /** Returns the number of blocks. */
    int blocks() {
        return ofCpu.length;
    }

    /** Returns where a block begins, and the one before it ends. */
    long edge(int block) {
        return edges[block];
    }

    /** Returns the block in which an instant lies, the first for one before it, the last for one after it. */
    int block(long nanos) {
        int found = Arrays.binarySearch(edges, nanos);
        int block = found >= 0 ? found : -found - 2;
        return Math.max(0, Math.min(blocks() - 1, block));
    }

    /** Returns how a joule of a device is shared that tells it, or null if it does not. */
    @Nullable
    Split ofDevice(String channelId, int block) {
        Split[] known = ofDevices.get(channelId);
        return known == null ? null : known[block];
    }

    /** Returns how a joule of a component is shared that does not tell it. */
    Split of(Component component, int block) {
        return switch (component) {
            case DRAM -> ofMemory[block];
            case GPU -> Split.UNKNOWN;
            default -> ofCpu[block];
        };
    }

    private Split split(int block, Curve job, Curve meter, Curve machine) {
        long from = edges[block];
        long to = edges[block + 1];
        double all = machine.increase(from, to);
        return all > 0 && job.coverage(from, to) > 0
                ? Split.of(job.increase(from, to) / all, meter.increase(from, to) / all)
                : Split.UNKNOWN;
    }

    /** Returns the mean of a share in each block, as far as it is known there. */
    private Split[] means(Curve integral) {
        Split[] means = new Split[blocks()];
        for (int i = 0; i < means.length; i++) {
            double known = integral.coverage(edges[i], edges[i + 1]);
            means[i] = known > 0 ? Split.of(integral.rate(edges[i], edges[i + 1]) / known, 0) : Split.UNKNOWN;
        }
        return means;
    }
}
