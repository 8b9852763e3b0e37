package io.powermeter.summary;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.SampleTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A channel that tells energy, with its joules over time.
 *
 * @param channel which
 * @param joules the energy as a curve
 * @param periodNanos the intended time between two readings
 */
public record EnergyChannel(Channel channel, Curve joules, long periodNanos) {
    /** Returns every channel of a recording that tells energy. */
    static List<EnergyChannel> of(Recording recording) {
        List<EnergyChannel> energies = new ArrayList<>();
        for (SampleTable table : recording.tables()) {
            for (int i = 0; i < table.channels().size(); i++) {
                Channel channel = table.channels().get(i);
                if (channel.tellsEnergy()) {
                    energies.add(new EnergyChannel(
                            channel, curve(recording, table, i), table.sampler().periodNanos()));
                }
            }
        }
        return energies.stream().map(channel -> channel.filled(energies)).toList();
    }

    /** Returns the share of a stretch, 0 to 1, in which the energy is known: nothing of it, if the counter is dead. */
    double coverage(Window stretch) {
        return Totals.isDead(this) ? 0 : joules.coverage(stretch.fromNanos(), stretch.toNanos());
    }

    /** Returns the joules in a stretch, as far as they are known. */
    public double joules(Window stretch) {
        return joules.increase(stretch.fromNanos(), stretch.toNanos());
    }

    /** A gauge that was not read for a while is filled by the counter of the same thing, if it has one. */
    private EnergyChannel filled(List<EnergyChannel> all) {
        for (EnergyChannel counter : all) {
            if (channel.quantity() == Quantity.POWER
                    && counter.channel.quantity() == Quantity.ENERGY
                    && counter.channel.tellsAgain()
                    && channel.id().equals(counter.channel.mirrorOf())) {
                return new EnergyChannel(channel, joules.filledBy(counter.joules), periodNanos);
            }
        }
        return this;
    }

    private static Curve curve(Recording recording, SampleTable table, int column) {
        Channel channel = table.channels().get(column);
        List<Mark.Gap> gaps = recording.marks().stream()
                .filter(mark -> mark instanceof Mark.Gap gap && gap.channel().equals(channel.id()))
                .map(Mark.Gap.class::cast)
                .toList();
        if (channel.quantity() == Quantity.POWER) {
            return Curve.ofGauge(
                    table.elapsedNanos(), table.column(column), table.sampler().periodNanos(), gaps);
        }
        return Curve.ofCounter(table.elapsedNanos(), table.column(column), gaps);
    }
}
