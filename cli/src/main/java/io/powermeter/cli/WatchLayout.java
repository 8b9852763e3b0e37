package io.powermeter.cli;

import io.powermeter.measurement.Channel;
import io.powermeter.reports.words.Figures;
import io.powermeter.watch.PowerFigures;
import io.powermeter.watch.Snapshot;
import io.powermeter.watch.Snapshot.ChannelPower;
import io.powermeter.watch.Snapshot.Gauge;
import io.powermeter.watch.Snapshot.ProcessPower;
import io.powermeter.watch.Snapshot.ProcessPowers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lays a snapshot out in lines of a given width: the same ones on a terminal and for {@code --once}. What is wider is cut; of
 * the columns the dearest in room go first, the origin of the numbers never.
 */
final class WatchLayout {
    /** Narrower than this there is room for the name, the watts and their origin only. */
    private static final int WIDTH_FOR_BARS = 56;

    private static final int WIDTH_FOR_JOULES = 68;
    private static final int WIDTH_FOR_RANGE = 98;

    private static final int LONGEST_LABEL = 30;
    private static final int BAR = 14;

    private final Glyphs glyphs;
    private final int width;

    WatchLayout(Glyphs glyphs, int width) {
        this.glyphs = glyphs;
        this.width = width;
    }

    /** Returns the machine's power and what it comes from. */
    String total(Snapshot snapshot) {
        PowerFigures total = snapshot.total();
        return pieces(
                Figures.watts(total.watts()) + " " + snapshot.origin(),
                Figures.joules(total.joules()) + " in " + Figures.seconds(snapshot.seconds()),
                Figures.watts(total.lowestWatts()) + " to " + Figures.watts(total.highestWatts()) + ", mean "
                        + Figures.watts(total.meanWatts()));
    }

    /** Returns the last totals as a row of levels from 0 W to the highest one. */
    String history(List<Double> watts) {
        double highest = watts.stream()
                .filter(value -> !value.isNaN())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        StringBuilder row = new StringBuilder();
        for (double value : watts.subList(Math.max(0, watts.size() - width), watts.size())) {
            row.append(highest > 0 ? glyphs.level(value / highest) : glyphs.level(0));
        }
        return row.toString();
    }

    /** Returns the head of {@link #channels}. */
    String channelHead(Snapshot snapshot) {
        String head = cell("CHANNEL", labelWidth(snapshot)) + right("POWER", 10) + "  " + cell("ORIGIN", 9);
        if (width >= WIDTH_FOR_BARS) {
            head += " " + cell("", BAR);
        }
        if (width >= WIDTH_FOR_RANGE) {
            head += right("LOWEST", 10) + right("MEAN", 10) + right("HIGHEST", 10);
        }
        return line(width >= WIDTH_FOR_JOULES ? head + right("SO FAR", 10) : head);
    }

    /** Returns a line for each channel, a part indented below what it is part of. */
    List<String> channels(Snapshot snapshot) {
        double highest = snapshot.channels().stream()
                .mapToDouble(channel -> channel.power().highestWatts())
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        int labels = labelWidth(snapshot);
        return snapshot.channels().stream()
                .map(channel ->
                        line(channel(channel, cell(cut(label(channel.channel(), snapshot), labels), labels), highest)))
                .toList();
    }

    private String channel(ChannelPower channel, String label, double highest) {
        PowerFigures power = channel.power();
        String text = label + right(Figures.watts(power.watts()), 10) + "  "
                + cell(channel.channel().origin().name(), 9);
        if (width >= WIDTH_FOR_BARS) {
            text += " " + glyphs.bar(power.watts() / highest, BAR);
        }
        if (width >= WIDTH_FOR_RANGE) {
            text += right(Figures.watts(power.lowestWatts()), 10)
                    + right(Figures.watts(power.meanWatts()), 10)
                    + right(Figures.watts(power.highestWatts()), 10);
        }
        return width >= WIDTH_FOR_JOULES ? text + right(Figures.joules(power.joules()), 10) : text;
    }

    /** Returns temperatures and utilization in as many lines as they need. */
    List<String> gauges(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Gauge gauge : snapshot.gauges()) {
            String next = gauge.channel().id() + " " + value(gauge);
            if (text.length() > 0 && text.length() + 2 + next.length() > width) {
                lines.add(line(text.toString()));
                text.setLength(0);
            }
            text.append(text.length() == 0 ? "" : "  ").append(next);
        }
        if (text.length() > 0) {
            lines.add(line(text.toString()));
        }
        return lines;
    }

    private static String value(Gauge gauge) {
        return switch (gauge.channel().quantity()) {
            case UTILIZATION -> Figures.percent(gauge.value());
            case MEMORY -> Figures.bytes(gauge.value());
            default ->
                Figures.number(gauge.value()) + " " + gauge.channel().quantity().unit();
        };
    }

    /** Returns the head of {@link #processes}: whose power is shared. */
    String processHead(ProcessPowers processes) {
        String columns = "    PID   CPU %    POWER  " + (hasAccelerators(processes) ? "GPU %  " : "") + "PROCESS";
        String shared = Figures.watts(processes.sharedWatts()) + " "
                + processes.shared().label();
        return pieces(columns, "(by CPU time, of " + shared + ")");
    }

    /** Returns a line for each of the first processes, and one for what is nobody's. */
    List<String> processes(ProcessPowers processes, int most) {
        boolean accelerators = hasAccelerators(processes);
        List<String> lines = new ArrayList<>();
        for (ProcessPower process :
                processes.top().subList(0, Math.min(most, processes.top().size()))) {
            String gpu = accelerators
                    ? right(Double.isNaN(process.acceleratorShare()) ? "" : percent(process.acceleratorShare()), 5)
                            + "  "
                    : "";
            lines.add(line(right(Long.toString(process.pid()), 7) + right(percent(process.cores()), 8)
                    + right(Figures.watts(process.watts()), 9) + "  " + gpu + Glyphs.name(process.name())));
        }
        double otherCores = processes.restCores();
        double otherWatts = processes.restWatts();
        for (ProcessPower process :
                processes.top().subList(lines.size(), processes.top().size())) {
            otherCores += process.cores();
            otherWatts += process.watts();
        }
        lines.add(line(right("", 7) + right(percent(otherCores), 8) + right(Figures.watts(otherWatts), 9) + "  "
                + (accelerators ? right("", 7) : "") + "all others, and what ended meanwhile"));
        return lines;
    }

    /** Returns what the meter uses itself, and what is not measured here. */
    String foot(Snapshot snapshot) {
        String meter = "meter " + percent(snapshot.processes().meterCores()) + " % of a core";
        return snapshot.absent().isEmpty()
                ? line(meter)
                : pieces(meter, "not found: " + String.join(", ", snapshot.absent()), "see `powermeter sensors`");
    }

    /** Returns as many pieces, the first in any case, as there is room for: a number that is cut would be another one. */
    private String pieces(String first, String... others) {
        StringBuilder text = new StringBuilder(first);
        for (String piece : others) {
            if (text.length() + 2 + piece.length() > width) {
                break;
            }
            text.append("  ").append(piece);
        }
        return line(text.toString());
    }

    /** Returns a line of plain text, cut to the width. */
    String line(String text) {
        String plain = glyphs.plain(text);
        return cut(plain, width).stripTrailing();
    }

    private int labelWidth(Snapshot snapshot) {
        int longest = snapshot.channels().stream()
                .mapToInt(channel -> label(channel.channel(), snapshot).length())
                .max()
                .orElse(0);
        return Math.max(8, Math.min(Math.min(longest, LONGEST_LABEL), width - 21));
    }

    /** Returns a channel's id, as far to the right as it is deep inside others. */
    private static String label(Channel channel, Snapshot snapshot) {
        String label = channel.id();
        String whole = channel.partOf();
        for (int depth = 0; whole != null && depth < snapshot.channels().size(); depth++) {
            String id = whole;
            Optional<Channel> found = snapshot.channels().stream()
                    .map(ChannelPower::channel)
                    .filter(other -> other.id().equals(id))
                    .findFirst();
            label = found.isPresent() ? "  " + label : label;
            whole = found.map(Channel::partOf).orElse(null);
        }
        return label;
    }

    private static boolean hasAccelerators(ProcessPowers processes) {
        return processes.top().stream().anyMatch(process -> !Double.isNaN(process.acceleratorShare()));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? Figures.UNKNOWN : String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width);
    }

    private static String cell(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }

    private static String right(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
