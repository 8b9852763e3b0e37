package io.powermeter.exporters;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.watch.PowerFigures;
import io.powermeter.watch.Snapshot.ChannelPower;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The joules and watts of a machine: of each channel, and of those that make the total, which is told apart into what was
 * measured and what was estimated.
 *
 * <p>No counter falls: where it turns out after a while that two channels tell the same joules, the total stands still until
 * it is right again.
 */
final class EnergyFigures {
    private final Map<String, String> common;
    private final Map<String, Double> highest = new HashMap<>();

    /** Tells everything with the attributes {@code common}. */
    EnergyFigures(Map<String, String> common) {
        this.common = common;
    }

    /** Returns the figures of an interval. */
    List<Figure> of(List<ChannelPower> channels) {
        List<Figure> figures = new ArrayList<>();
        for (ChannelPower channel : channels) {
            add(channel, figures);
        }
        for (Origin origin : Origin.values()) {
            List<ChannelPower> counted = channels.stream()
                    .filter(c -> c.counted() && c.channel().origin() == origin)
                    .toList();
            if (counted.stream().anyMatch(EnergyFigures::isKnown)) {
                addTotal(origin, counted, figures);
            }
        }
        return figures;
    }

    private void add(ChannelPower channel, List<Figure> figures) {
        boolean wall = channel.channel().component() == Component.WALL;
        Map<String, String> attributes = attributes(channel.channel());
        PowerFigures power = channel.power();
        if (isKnown(channel)) {
            Metric energy = wall ? Metric.HOST_ENERGY : Metric.ENERGY;
            figures.add(new Figure(energy, attributes, grown(channel.channel().id(), power.joules())));
        }
        if (!Double.isNaN(power.watts())) {
            figures.add(new Figure(wall ? Metric.HOST_POWER : Metric.POWER, attributes, power.watts()));
        }
    }

    /** A total of which a part is not known has no watts. */
    private void addTotal(Origin origin, List<ChannelPower> counted, List<Figure> figures) {
        Map<String, String> attributes = new LinkedHashMap<>(common);
        attributes.put(Figure.ORIGIN, origin.name());
        double joules = counted.stream().mapToDouble(c -> c.power().joules()).sum();
        double watts = counted.stream().mapToDouble(c -> c.power().watts()).sum();
        figures.add(new Figure(Metric.TOTAL_ENERGY, attributes, grown(origin.name(), joules)));
        if (!Double.isNaN(watts)) {
            figures.add(new Figure(Metric.TOTAL_POWER, attributes, watts));
        }
    }

    /** Returns whether any joule of a channel is known; 0 J would be a claim. */
    private static boolean isKnown(ChannelPower channel) {
        return !Double.isNaN(channel.power().meanWatts());
    }

    private double grown(String what, double joules) {
        return highest.merge(what, Math.max(0, joules), Math::max);
    }

    private Map<String, String> attributes(Channel channel) {
        Map<String, String> attributes = new LinkedHashMap<>(common);
        attributes.put("hw.id", channel.id());
        attributes.put("hw.type", type(channel.component()));
        String whole = channel.partOf();
        if (whole != null) {
            attributes.put("hw.parent", whole);
        }
        attributes.put("powermeter.component", channel.component().label());
        attributes.put(Figure.ORIGIN, channel.origin().name());
        return attributes;
    }

    /** Returns the value of the conventions where one fits, else one of our own, as they allow. */
    private static String type(Component component) {
        return switch (component) {
            case CPU, CORE, UNCORE -> "cpu";
            case DRAM -> "memory";
            case GPU -> "gpu";
            case BOARD -> "board";
            case WALL, MACHINE, JOB, METER -> "host";
        };
    }
}
