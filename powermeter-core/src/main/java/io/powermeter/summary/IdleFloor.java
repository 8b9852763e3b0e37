package io.powermeter.summary;

import io.powermeter.measurement.Channel;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the machine draws when nothing is done, measured once for the runs that follow: a run that has its own baseline knows
 * its floor better.
 *
 * @param channels the ids of the channels that made the total
 * @param watts their mean power
 * @param errorWatts how far it may be off because sensors are read, and tell, only now and then; drift comes on top
 */
public record IdleFloor(Set<String> channels, double watts, double errorWatts) {
    public IdleFloor {
        channels = Set.copyOf(channels);
    }

    /**
     * Returns the floor that an idle stretch of a run shows.
     *
     * @param run that was idle
     * @param stretch a phase of it
     * @return a floor of NaN watts if the energy of the stretch is not known
     */
    public static IdleFloor of(Summary run, PhaseEnergy stretch) {
        double known = stretch.seconds() * stretch.coverage();
        return new IdleFloor(counted(run), stretch.joules() / known, stretch.errorJoules() / known);
    }

    /** Returns what the idle machine would have drawn in a phase of a run, in joules; NaN if its total is made of other channels. */
    public double joules(Summary run, PhaseEnergy phase) {
        return channels.equals(counted(run)) ? watts * phase.seconds() * phase.coverage() : Double.NaN;
    }

    private static Set<String> counted(Summary run) {
        return run.channels().stream()
                .filter(ChannelEnergy::counted)
                .map(ChannelEnergy::channel)
                .map(Channel::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
