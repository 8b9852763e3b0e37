package io.powermeter.jetson;

import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rails of one machine as channels: which of them are counted, and which are inside others.
 *
 * @param rails those that become channels
 * @param channels one for each of {@code rails}
 * @param notes how the total is made, in sentences
 */
record Wiring(List<Rail> rails, List<Channel> channels, List<String> notes) {
    static Wiring of(List<Rail> found, Platform platform) {
        Board board = Board.of(platform.model(), platform.compatible());
        List<Rail> rails = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        found.stream().map(Rail::label).filter(label -> !Board.isCarrier(label)).forEach(labels::add);
        Optional<String> input = board.input(labels);
        boolean inputSeen = false;
        for (Rail rail : found) {
            boolean isInput = input.filter(rail.label()::equals).isPresent();
            if (Board.isCarrier(rail.label())) {
                leftOut.add(rail.label()
                        + " is left out: it belongs to the carrier board, and whether it holds the module's"
                        + " input is not documented.");
            } else if (isInput && inputSeen) {
                leftOut.add(rail.label() + " at " + rail.place()
                        + " is left out: another monitor is the input already, and only one can be.");
            } else {
                rails.add(rail);
                inputSeen |= isInput;
            }
        }
        List<String> notes = new ArrayList<>();
        notes.add(total(board, platform, labels));
        notes.addAll(leftOut);
        return new Wiring(List.copyOf(rails), channels(rails, board, labels), List.copyOf(notes));
    }

    private static List<Channel> channels(List<Rail> rails, Board board, Set<String> labels) {
        List<Channel> channels = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Rail rail : rails) {
            String id = JetsonSampler.NAME + "/" + rail.label();
            while (!ids.add(id)) { // rails of one label are told apart by their places
                id = id + "@" + rail.place();
            }
            channels.add(channel(id, rail.label(), board.wholeOf(rail.label(), labels)));
        }
        return channels;
    }

    private static Channel channel(String id, String label, @Nullable String whole) {
        Component component = Rail.component(label);
        Channel channel = Channel.of(id, component, Quantity.POWER, Origin.MEASURED);
        return whole == null ? channel : channel.partOf(JetsonSampler.NAME + "/" + whole);
    }

    /** Says what the total is made of, and what it does not hold. */
    private static String total(Board board, Platform platform, Set<String> labels) {
        String name = platform.model().isEmpty() ? board.title() : platform.model();
        Optional<String> input = board.input(labels);
        if (input.isPresent()) {
            String what = input.get().equals(Board.INPUT_MONITOR)
                    ? " is the supply of module and carrier board."
                    : " is the input of the module; the carrier board (fan, USB, disks) is not measured.";
            return "Total on this " + name + ": " + input.get() + what;
        }
        String sum = "Total on this " + name + ": the sum of its rails";
        Optional<String> missing = board.missingInput(labels);
        if (missing.isPresent()) {
            return sum + ", which is too low: " + missing.get() + ", the input of such boards, is not there.";
        }
        String caution = board == Board.UNKNOWN
                ? ", as none of them is known to feed all others: it may be too low, or count one inside another twice"
                : "";
        return sum + caution + "; the carrier board (fan, USB, disks) is not measured.";
    }
}
