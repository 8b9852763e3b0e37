package io.powermeter.aipowermeter;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.summary.Curve;
import io.powermeter.summary.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * The channels whose sum is one power of AIPowerMeter: all packages, say.
 *
 * @param channels the channels, at least one
 * @param curves their joules
 */
record Domain(List<Channel> channels, List<Curve> curves) {

    /**
     * Returns a domain for each channel of a component that is part of no other one of that component, and no other one under
     * another name.
     */
    static List<Domain> each(Summary summary, Component component) {
        List<Channel> energies = summary.channels().stream()
                .map(energy -> energy.channel())
                .filter(channel -> channel.component() == component)
                .filter(channel -> !summary.repeatedChannels().contains(channel.id()))
                .toList();
        List<Domain> domains = new ArrayList<>();
        for (Channel channel : energies) {
            boolean inside = energies.stream().anyMatch(other -> other.id().equals(channel.partOf()));
            Curve curve = summary.curve(channel.id()).orElseThrow();
            if (!inside && curve.points() > 1) {
                domains.add(new Domain(List.of(channel), List.of(curve)));
            }
        }
        return domains;
    }

    /** Returns the sum of domains, at least one. */
    static Domain sum(List<Domain> domains) {
        return new Domain(
                domains.stream().flatMap(domain -> domain.channels.stream()).toList(),
                domains.stream().flatMap(domain -> domain.curves.stream()).toList());
    }

    boolean isEstimated() {
        return channels.stream().anyMatch(channel -> channel.origin() == Origin.ESTIMATED);
    }

    /** Returns the mean power between two instants in watts, NaN unless it is known all the time. */
    double watts(long from, long to) {
        double watts = 0;
        for (Curve curve : curves) {
            watts += curve.coverage(from, to) < 1 ? Double.NaN : curve.rate(from, to);
        }
        return watts;
    }
}
