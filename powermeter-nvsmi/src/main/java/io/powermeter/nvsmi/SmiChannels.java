package io.powermeter.nvsmi;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channels of the cards of one document: what it tells a value of, and the job's share of each card whose power it tells. */
final class SmiChannels {
    static final List<Gauge> GAUGES = List.of(
            new Gauge("utilization", Quantity.UTILIZATION, SmiCard.UTILIZATION),
            new Gauge("memory", Quantity.MEMORY, "fb_memory_usage/used"),
            new Gauge("memory", Quantity.MEMORY, "memory_usage/used"), // before DTD v5
            new Gauge("temperature", Quantity.TEMPERATURE, "temperature/gpu_temp"));

    private final List<Source> sources = new ArrayList<>();
    private @Nullable String firstModule;

    private SmiChannels() {}

    static List<Source> of(List<SmiCard> cards) {
        SmiChannels channels = new SmiChannels();
        for (int card = 0; card < cards.size(); card++) {
            channels.add(card, cards.get(card));
        }
        return List.copyOf(channels.sources);
    }

    static String id(int card) {
        return SmiSampler.NAME + "/gpu-" + card;
    }

    private void add(int index, SmiCard card) {
        String id = id(index);
        String module = addModule(index, card, id + "/module");
        Optional<String> power = SmiPower.GPU.path(card);
        power.ifPresent(path -> {
            add(index, path, within(module, power(id, Component.GPU)));
            SmiPower.averageBeside(path, card)
                    .ifPresent(average -> add(
                            index,
                            average,
                            power(id + "/power-average", Component.GPU)
                                    .partOf(id)
                                    .mirrorOf(id)));
            SmiPower.MEMORY
                    .path(card)
                    .ifPresent(memory -> add(
                            index,
                            memory,
                            power(id + "/memory-power", Component.GPU).partOf(id)));
        });
        for (Gauge gauge : GAUGES) {
            if (card.tells(gauge.quantity(), gauge.path())) {
                add(
                        index,
                        gauge.path(),
                        Channel.of(id + "/" + gauge.id(), Component.GPU, gauge.quantity(), Origin.MEASURED));
            }
        }
        power.ifPresent(path -> sources.add(new Source(
                index,
                Channel.of(id + "/job-share", Component.JOB, Quantity.UTILIZATION, Origin.MEASURED)
                        .partOf(id),
                null)));
    }

    /**
     * A module is a superchip: CPU, memory and one or two GPUs, each of which tells the power of the whole. So the second may
     * be the first once more, which is decided from the readings.
     */
    private @Nullable String addModule(int index, SmiCard card, String id) {
        Optional<String> path = SmiPower.MODULE.path(card);
        if (path.isEmpty()) {
            return null;
        }
        Channel channel = power(id, Component.BOARD);
        add(index, path.get(), firstModule == null ? channel : channel.mirrorOf(firstModule));
        firstModule = firstModule == null ? id : firstModule;
        return id;
    }

    private void add(int card, String path, Channel channel) {
        sources.add(new Source(card, channel, path));
    }

    private static Channel power(String id, Component component) {
        return Channel.of(id, component, Quantity.POWER, Origin.MEASURED);
    }

    private static Channel within(@Nullable String whole, Channel channel) {
        return whole == null ? channel : channel.partOf(whole);
    }

    /** A gauge that is no power: the end of its channel's id, and where documents tell it. */
    record Gauge(String id, Quantity quantity, String path) {}

    /**
     * Where a channel's values come from.
     *
     * @param card index among the cards of the first document
     * @param path in the document, null for the job's share
     */
    record Source(int card, Channel channel, @Nullable String path) {}
}
