package io.powermeter.aipowermeter;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Quantity;
import io.powermeter.recording.Recording;
import io.powermeter.summary.Summary;
import java.util.List;
import java.util.Optional;

/**
 * A graphics card that is exported.
 *
 * @param power its energy
 * @param memory bytes in use on it, if told
 * @param use share of the time that its processors were used, if told
 */
record Card(Domain power, Optional<Series> memory, Optional<Series> use) {

    static List<Card> all(Summary summary) {
        return Domain.each(summary, Component.GPU).stream()
                .map(power -> of(summary.recording(), power))
                .toList();
    }

    /** What belongs to a card has its id in front of its own. */
    private static Card of(Recording recording, Domain power) {
        String id = power.channels().get(0).id();
        return new Card(power, gauge(recording, id, Quantity.MEMORY), gauge(recording, id, Quantity.UTILIZATION));
    }

    private static Optional<Series> gauge(Recording recording, String id, Quantity quantity) {
        return Series.of(
                recording,
                (Channel channel) -> channel.component() == Component.GPU
                        && channel.quantity() == quantity
                        && channel.id().startsWith(id + "/"));
    }
}
