package io.powermeter.summary;

import io.powermeter.measurement.Channel;
import io.powermeter.recording.Recording;
import java.util.List;

/**
 * A channel that tells energy, in a recording that still grows.
 *
 * @param channel which
 * @param joules the energy as a curve, up to its last reading
 * @param periodNanos the intended time between two readings
 * @param counted whether the machine's total is the sum of this and the other counted ones
 * @param repeated whether it tells what another channel tells already
 */
public record LiveChannel(Channel channel, Curve joules, long periodNanos, boolean counted, boolean repeated) {

    /**
     * What a growing recording holds.
     *
     * @param channels those that tell energy
     * @param doubts what was decided against the word of their providers, one sentence each
     */
    public record Tally(List<LiveChannel> channels, List<String> doubts) {}

    /** Decides, as a {@link Summary} does, which channels make the total. */
    public static Tally tally(Recording recording) {
        Totals totals = new Totals(EnergyChannel.of(recording));
        List<LiveChannel> channels = totals.all().stream()
                .map(energy -> new LiveChannel(
                        energy.channel(),
                        energy.joules(),
                        energy.periodNanos(),
                        totals.counted().contains(energy),
                        totals.repeats(energy)))
                .toList();
        return new Tally(channels, List.copyOf(totals.doubts()));
    }
}
