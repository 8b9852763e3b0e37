package io.powermeter.summary;

import io.powermeter.measurement.Component;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shares the machine's energy out, block by block of time.
 *
 * <p>In each block the job gets {@code energy x (job's CPU time / machine's busy CPU time)}; of DRAM it gets
 * {@code energy x (job's memory / used memory)}; of a GPU its share as told by the GPU's sampler. The meter gets its part of
 * CPU and memory in the same way, and other processes what is left. A board or a wall socket is shared as its parts are, and
 * what it has besides them by CPU time. Where the use is not known, nobody can be blamed. The idle floor is not taken out: a
 * machine that is on for the job draws it for the job.
 */
final class Attribution {
    private final BlockShares shares;
    private final Map<String, List<EnergyChannel>> parts = new HashMap<>();
    private final List<EnergyChannel> counted;
    private final List<EnergyChannel> besideWall;

    /** Shares what {@code totals} count. */
    Attribution(BlockShares shares, Totals totals) {
        this.shares = shares;
        counted = totals.counted();
        besideWall = totals.besideWall();
        totals.all().forEach(whole -> parts.put(whole.channel().id(), totals.parts(whole)));
    }

    /** Returns who drew the joules inside {@code window}, as far as it lies in the job's time. */
    Split split(Window window) {
        Split sum = Split.NOTHING;
        for (Split part : byComponent(window).values()) {
            sum = sum.plus(part);
        }
        return sum;
    }

    /** Returns who drew the joules of each counted component inside {@code window}, as far as it lies in the job's time. */
    Map<Component, Split> byComponent(Window window) {
        Map<Component, Split> sums = new EnumMap<>(Component.class);
        for (int i = shares.block(window.fromNanos()); i < shares.blocks() && shares.edge(i) < window.toNanos(); i++) {
            long from = Math.max(shares.edge(i), window.fromNanos());
            long to = Math.min(shares.edge(i + 1), window.toNanos());
            if (from < to) {
                add(sums, i, from, to);
            }
        }
        return sums;
    }

    private void add(Map<Component, Split> sums, int block, long from, long to) {
        if (!besideWall.isEmpty()) { // several plugs are one machine's
            double joules = 0;
            for (EnergyChannel plug : counted) {
                joules += plug.joules().increase(from, to);
            }
            sums.merge(Component.WALL, divided(joules, besideWall, Component.WALL, block, from, to), Split::plus);
            return;
        }
        for (EnergyChannel channel : counted) {
            sums.merge(channel.channel().component(), split(channel, block, from, to), Split::plus);
        }
    }

    private Split split(EnergyChannel channel, int block, long from, long to) {
        double joules = channel.joules().increase(from, to);
        String id = channel.channel().id();
        @Nullable Split known = shares.ofDevice(id, block);
        return known != null
                ? known.times(joules)
                : divided(
                        joules,
                        parts.getOrDefault(id, List.of()),
                        channel.channel().component(),
                        block,
                        from,
                        to);
    }

    private Split divided(
            double joules, List<EnergyChannel> itsParts, Component component, int block, long from, long to) {
        double ofParts = 0;
        Split inside = Split.NOTHING;
        for (EnergyChannel part : itsParts) {
            ofParts += part.joules().increase(from, to);
            inside = inside.plus(split(part, block, from, to));
        }
        if (ofParts > joules) { // sensors differ, and are not read at the same instant
            return inside.times(joules / ofParts);
        }
        return inside.plus(shares.of(component, block).times(joules - ofParts));
    }
}
