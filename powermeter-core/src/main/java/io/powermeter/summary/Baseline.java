package io.powermeter.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the idle machine draws, channel by channel, from the stretches before and after the job in which nothing was run. The
 * floor of a stretch of the job is that power over the time in which the channel's energy is known there.
 */
final class Baseline {
    private final Window job;
    private final List<Window> before = new ArrayList<>();
    private final List<Window> after = new ArrayList<>();
    private final Map<String, Double> watts = new HashMap<>();

    Baseline(List<PhaseSpan> spans, Window job, List<EnergyChannel> channels) {
        this.job = job;
        for (PhaseSpan span : spans) {
            if (holds(span)) {
                (span.window().toNanos() <= job.fromNanos() ? before : after).add(span.window());
            }
        }
        List<Window> both = new ArrayList<>(before);
        both.addAll(after);
        channels.forEach(channel -> watts.put(channel.channel().id(), watts(channel, both)));
    }

    /** A job may well call a phase of its own so; the machine idles for the meter only before and after the job. */
    boolean holds(PhaseSpan span) {
        boolean outside =
                span.window().toNanos() <= job.fromNanos() || span.window().fromNanos() >= job.toNanos();
        return outside && span.name().equals(Summary.BASELINE_PHASE);
    }

    /** Returns what channels would have told of the idle machine in a stretch, in joules; NaN if it is not known of all. */
    double joules(List<EnergyChannel> channels, Window stretch) {
        double joules = 0;
        for (EnergyChannel channel : channels) {
            double seconds = stretch.seconds() * channel.joules().coverage(stretch.fromNanos(), stretch.toNanos());
            joules += seconds * watts.getOrDefault(channel.channel().id(), Double.NaN);
        }
        return joules;
    }

    /** Returns the floor of the job's time, or null if none was measured. */
    @Nullable
    Idle idle(List<EnergyChannel> counted) {
        double joules = joules(counted, job);
        if (counted.isEmpty() || Double.isNaN(joules)) {
            return null;
        }
        double sum = counted.stream()
                .mapToDouble(c -> watts.getOrDefault(c.channel().id(), Double.NaN))
                .sum();
        return new Idle(sum, joules, watts(counted, before), watts(counted, after));
    }

    private static double watts(List<EnergyChannel> channels, List<Window> stretches) {
        return channels.stream()
                .mapToDouble(channel -> watts(channel, stretches))
                .sum();
    }

    /** Returns the mean power in stretches as far as it is known, NaN if it is not. */
    private static double watts(EnergyChannel channel, List<Window> stretches) {
        double joules = 0;
        double seconds = 0;
        for (Window stretch : stretches) {
            joules += channel.joules().increase(stretch.fromNanos(), stretch.toNanos());
            seconds += stretch.seconds() * channel.joules().coverage(stretch.fromNanos(), stretch.toNanos());
        }
        return seconds > 0 ? joules / seconds : Double.NaN;
    }
}
