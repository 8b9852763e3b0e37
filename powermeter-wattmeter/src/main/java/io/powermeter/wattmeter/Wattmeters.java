package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The meters that the user names: one line for each, such as {@code shelly://192.168.1.20/switch/0}, in the setting
 * {@value #SETTING}. The grammar is in {@code docs/samplers/wattmeters.md}.
 */
final class Wattmeters {
    /** The setting that holds the lines. */
    static final String SETTING = "POWERMETER_WATTMETER";

    private final List<Meter> meters;

    private Wattmeters(List<Meter> meters) {
        this.meters = meters;
    }

    /** Returns the meters named in the setting of a host; none if there is no such setting. */
    static Wattmeters of(Host host) {
        return parse(host.setting(SETTING).orElse(""));
    }

    /**
     * Returns the meters that some lines name, without asking any.
     *
     * @throws IllegalArgumentException if a line is wrong; the message says why and shows a right one, and holds nothing that
     *     may be a secret
     */
    static Wattmeters parse(String lines) {
        List<Meter> meters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String text :
                lines.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            MeterLine line = MeterLine.parse(text, "wattmeter-" + (meters.size() + 1));
            if (!names.add(line.name())) {
                throw line.wrong("a second meter is called " + line.name() + ": give each its own name=");
            }
            meters.add(line.scheme().meter(line));
        }
        return new Wattmeters(meters);
    }

    /** Returns the meters in order. */
    List<Meter> meters() {
        return meters;
    }

    /** Returns the channel that stands for all that the machine draws, as {@link #wall(List)}, if every meter answers. */
    Optional<String> wall() {
        return wall(meters);
    }

    /**
     * Returns the channel that stands for all that the machine draws from the wall: the first meter at a plug, else the first
     * that asks the machine's own controller. Every other controller sees the same power again.
     */
    static Optional<String> wall(List<Meter> meters) {
        return wall(meters, false).or(() -> wall(meters, true));
    }

    private static Optional<String> wall(List<Meter> meters, boolean asSeenByController) {
        return meters.stream()
                .filter(meter -> meter.line().scheme().isController() == asSeenByController)
                .map(meter -> meter.roots().get(0))
                .filter(root -> root.component() == Component.WALL && root.partOf() == null)
                .map(Channel::id)
                .findFirst();
    }
}
