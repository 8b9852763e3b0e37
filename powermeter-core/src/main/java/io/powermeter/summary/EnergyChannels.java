package io.powermeter.summary;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.SampleTable;
import java.util.ArrayList;
import java.util.List;

/** Finds in a recording the channels that tell energy. */
final class EnergyChannels {
    private EnergyChannels() {}

    /** Returns them in the order of the run's file, counters with their gaps and gauges added up over time. */
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
        return energies.stream().map(channel -> filled(channel, energies)).toList();
    }

    /** A gauge that was not read for a while is filled by the counter of the same thing, if it has one. */
    private static EnergyChannel filled(EnergyChannel gauge, List<EnergyChannel> all) {
        for (EnergyChannel counter : all) {
            if (gauge.channel().quantity() == Quantity.POWER
                    && counter.channel().quantity() == Quantity.ENERGY
                    && counter.channel().tellsAgain()
                    && gauge.channel().id().equals(counter.channel().mirrorOf())) {
                return new EnergyChannel(
                        gauge.channel(), gauge.joules().filledBy(counter.joules()), gauge.periodNanos());
            }
        }
        return gauge;
    }

    private static Curve curve(Recording recording, SampleTable table, int column) {
        Channel channel = table.channels().get(column);
        List<Mark.Gap> gaps = recording.marks().stream()
                .filter(mark -> mark instanceof Mark.Gap gap && gap.channel().equals(channel.id()))
                .map(Mark.Gap.class::cast)
                .toList();
        if (channel.quantity() == Quantity.POWER) {
            return Curve.ofGauge(
                    table.elapsedNanos(),
                    table.columns()[column],
                    table.sampler().periodNanos(),
                    gaps);
        }
        return Curve.ofCounter(table.elapsedNanos(), table.columns()[column], gaps);
    }
}
