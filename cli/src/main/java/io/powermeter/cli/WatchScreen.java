package io.powermeter.cli;

import io.powermeter.watch.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Fits a snapshot to the lines of a terminal: of a small one the channels and processes get what room there is. */
final class WatchScreen {
    private static final int FEWEST_PROCESSES = 3;
    private static final int HEIGHT_FOR_GAUGES = 16;
    private static final int MOST_WARNINGS = 3;

    private WatchScreen() {}

    /** A line, and whether it is the head of what follows. */
    record Line(String text, boolean head) {}

    /** Returns at most {@code height} lines. */
    static List<Line> lines(Snapshot snapshot, List<Double> history, WatchLayout layout, int height) {
        List<String> gauges = height >= HEIGHT_FOR_GAUGES ? layout.gauges(snapshot) : List.of();
        int warnings = Math.min(snapshot.warnings().size(), height >= HEIGHT_FOR_GAUGES ? MOST_WARNINGS : 1);
        int processes = snapshot.processes().top().size() + 1;
        int room = height - 5 - gauges.size() - warnings;
        List<String> channels = layout.channels(snapshot);
        int kept = Math.max(1, Math.min(channels.size(), room - Math.min(processes, FEWEST_PROCESSES)));

        List<Line> lines = new ArrayList<>();
        lines.add(new Line(layout.total(snapshot), true));
        add(lines, List.of(layout.history(history)));
        lines.add(new Line(layout.channelHead(snapshot), true));
        add(lines, channels.subList(0, kept));
        add(lines, gauges);
        lines.add(new Line(layout.processHead(snapshot.processes()), true));
        add(lines, layout.processes(snapshot.processes(), Math.max(0, room - kept - 1)));
        snapshot.warnings().stream()
                .limit(warnings)
                .forEach(warning -> lines.add(new Line(layout.line("note: " + warning), false)));
        lines.add(new Line(layout.line("q ends  " + layout.foot(snapshot)), false));
        return lines.subList(0, Math.max(0, Math.min(height, lines.size())));
    }

    private static void add(List<Line> lines, List<String> texts) {
        texts.forEach(text -> lines.add(new Line(text, false)));
    }
}
