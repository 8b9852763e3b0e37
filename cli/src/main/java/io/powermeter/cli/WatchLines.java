package io.powermeter.cli;

import io.powermeter.reports.words.Figures;
import io.powermeter.watch.Snapshot;
import io.powermeter.watch.Snapshot.ChannelPower;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** One plain line for each interval, for files and simple terminals. */
final class WatchLines implements WatchView {
    private static final int MOST_PROCESSES = 3;

    private final PrintStream out;
    private final Glyphs glyphs = Glyphs.ofSystem();
    private final Set<String> warned = new HashSet<>();

    WatchLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Snapshot snapshot) {
        snapshot.warnings().stream()
                .filter(warned::add)
                .forEach(warning -> out.print(glyphs.plain("note: " + warning) + "\n"));
        out.print(glyphs.plain(text(snapshot)) + "\n");
        out.flush();
    }

    @Override
    public boolean isBroken() {
        return out.checkError();
    }

    static String text(Snapshot snapshot) {
        String channels = snapshot.channels().stream()
                .filter(ChannelPower::counted)
                .map(channel -> channel.channel().id() + " "
                        + Figures.watts(channel.power().watts()))
                .collect(Collectors.joining(", "));
        String top = snapshot.processes().top().stream()
                .limit(MOST_PROCESSES)
                .map(process -> Glyphs.name(process.name()) + " " + Figures.watts(process.watts()))
                .collect(Collectors.joining(", "));
        return snapshot.time().truncatedTo(ChronoUnit.SECONDS) + "  "
                + Figures.watts(snapshot.total().watts()) + " " + snapshot.origin() + "  "
                + Figures.joules(snapshot.total().joules()) + "  (" + channels + ")"
                + (top.isEmpty() ? "" : "  top: " + top);
    }
}
