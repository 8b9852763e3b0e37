package io.powermeter.summary;

import io.powermeter.measurement.Component;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shares the machine's energy between the job and the rest, block by block of time.
 *
 * <p>In each block the job gets {@code energy x (job's CPU time / machine's busy CPU time)}; of DRAM it gets
 * {@code energy x (job's memory / used memory)}; of a GPU its share as told by the GPU's sampler, and of what nothing is known
 * of, nothing. A board or a wall socket is shared as its parts are, and what it has besides them by CPU time. What the job
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
    private final Map<String, double[]> deviceShares = new HashMap<>();
    private final Map<String, List<EnergyChannel>> parts = new HashMap<>();
    private final List<EnergyChannel> counted;
    private final List<EnergyChannel> besideWall;

    /**
     * Computes the shares.
     *
     * @param job the window of the job
     * @param use CPU time and memory of job and machine, or null if they were not recorded
     * @param devices the job's share of a device over time, integrated, by the id of its energy channel
     * @param totals what is to be shared out
     */
    Attribution(Window job, @Nullable UsageCurves use, Map<String, Curve> devices, Totals totals) {
        counted = totals.counted();
        besideWall = totals.besideWall();
        totals.all().forEach(whole -> parts.put(whole.channel().id(), totals.parts(whole)));
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
        devices.forEach((id, share) -> deviceShares.put(id, means(share)));
    }

    /** Returns the joules inside {@code window} that are the job's. */
    double jobJoules(Window window) {
        double joules = 0;
        for (int i = block(window.fromNanos()); i < cpuShare.length && edges[i] < window.toNanos(); i++) {
            long from = Math.max(edges[i], window.fromNanos());
            long to = Math.min(edges[i + 1], window.toNanos());
            joules += from < to ? jobJoules(i, from, to) : 0;
        }
        return joules;
    }

    private double jobJoules(int block, long from, long to) {
        double joules = 0;
        if (!besideWall.isEmpty()) { // several plugs are one machine's
            for (EnergyChannel plug : counted) {
                joules += plug.joules().increase(from, to);
            }
            return divided(joules, besideWall, Component.WALL, block, from, to);
        }
        for (EnergyChannel channel : counted) {
            joules += jobJoules(channel, block, from, to);
        }
        return joules;
    }

    private double jobJoules(EnergyChannel channel, int block, long from, long to) {
        double joules = channel.joules().increase(from, to);
        String id = channel.channel().id();
        double[] known = deviceShares.get(id);
        return known != null
                ? joules * known[block]
                : divided(
                        joules,
                        parts.getOrDefault(id, List.of()),
                        channel.channel().component(),
                        block,
                        from,
                        to);
    }

    private double divided(
            double joules, List<EnergyChannel> itsParts, Component component, int block, long from, long to) {
        double ofParts = 0;
        double jobs = 0;
        for (EnergyChannel part : itsParts) {
            ofParts += part.joules().increase(from, to);
            jobs += jobJoules(part, block, from, to);
        }
        if (ofParts > joules) { // sensors differ, and are not read at the same instant
            return joules * jobs / ofParts;
        }
        return jobs + (joules - ofParts) * share(component, block);
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

    /** Returns the mean of a share in each block, as far as it is known there; 0 where it is not. */
    private double[] means(Curve integral) {
        double[] means = new double[cpuShare.length];
        for (int i = 0; i < means.length; i++) {
            double known = integral.coverage(edges[i], edges[i + 1]);
            means[i] = known > 0 ? Math.min(1, integral.rate(edges[i], edges[i + 1]) / known) : 0;
        }
        return means;
    }

    private static double share(Curve part, Curve whole, Window block) {
        double all = whole.increase(block.fromNanos(), block.toNanos());
        double some = part.increase(block.fromNanos(), block.toNanos());
        return all > 0 ? Math.max(0, Math.min(1, some / all)) : 0;
    }
}
