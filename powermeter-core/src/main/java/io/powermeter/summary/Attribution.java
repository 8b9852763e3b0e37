package io.powermeter.summary;

import io.powermeter.measurement.Component;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shares the machine's energy between the job and the rest, block by block of time.
 *
 * <p>In each block the job gets {@code energy x (job's CPU time / machine's busy CPU time)}; of DRAM it gets
 * {@code energy x (job's memory / used memory)}; of what nothing is known of (a GPU without shares), nothing. What the job
 * does not get is the rest's, so that job + rest is the total by construction. The idle floor is not taken out: a machine
 * that is on for the job draws it for the job.
 *
 * <p>Blocks are {@value #BLOCK_NANOS} ns, longer only in runs of more than {@value #MOST_BLOCKS} of them: the kernel counts
 * CPU time in ticks of 10 ms, so that a share of one sampling period would be off by 10 % and more.
 */
final class Attribution {
    static final long BLOCK_NANOS = 1_000_000_000L;

    /** A day has 86,400. */
    private static final int MOST_BLOCKS = 100_000;

    private final long[] edges;
    private final double[] cpuShare;
    private final double[] memoryShare;

    /**
     * Computes the shares.
     *
     * @param job the window of the job
     * @param use CPU time and memory of job and machine, or null if they were not recorded
     */
    Attribution(Window job, @Nullable UsageCurves use) {
        long length = job.toNanos() - job.fromNanos();
        int blocks = (int) Math.max(1, Math.min(MOST_BLOCKS, length / BLOCK_NANOS));
        long blockNanos = blocks == MOST_BLOCKS ? length / blocks : BLOCK_NANOS;
        edges = new long[blocks + 1];
        cpuShare = new double[blocks];
        memoryShare = new double[blocks];
        for (int i = 0; i <= blocks; i++) {
            edges[i] = i == blocks ? job.toNanos() : job.fromNanos() + i * blockNanos;
        }
        for (int i = 0; use != null && i < blocks; i++) {
            Window window = new Window(edges[i], edges[i + 1]);
            cpuShare[i] = share(use.jobCpu(), use.machineCpu(), window);
            memoryShare[i] = share(use.jobMemory(), use.machineMemory(), window);
        }
    }

    /** Returns the joules of {@code channels} inside {@code window} that are the job's. */
    double jobJoules(List<EnergyChannel> channels, Window window) {
        double joules = 0;
        for (int i = block(window.fromNanos()); i < cpuShare.length && edges[i] < window.toNanos(); i++) {
            long from = Math.max(edges[i], window.fromNanos());
            long to = Math.min(edges[i + 1], window.toNanos());
            for (EnergyChannel channel : channels) {
                if (from < to) {
                    joules += channel.joules().increase(from, to)
                            * share(channel.channel().component(), i);
                }
            }
        }
        return joules;
    }

    /** Returns the block in which an instant lies, the first for one before it, the last for one after it. */
    private int block(long nanos) {
        int found = Arrays.binarySearch(edges, nanos);
        int block = found >= 0 ? found : -found - 2;
        return Math.max(0, Math.min(cpuShare.length - 1, block));
    }

    private double share(Component component, int block) {
        return switch (component) {
            case DRAM -> memoryShare[block];
            case GPU -> 0;
            default -> cpuShare[block];
        };
    }

    private static double share(Curve part, Curve whole, Window block) {
        double all = whole.increase(block.fromNanos(), block.toNanos());
        double some = part.increase(block.fromNanos(), block.toNanos());
        return all > 0 ? Math.max(0, Math.min(1, some / all)) : 0;
    }
}
