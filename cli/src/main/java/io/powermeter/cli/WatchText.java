package io.powermeter.cli;

import io.powermeter.watch.Snapshot;
import java.io.PrintStream;

/** One interval as a table. */
final class WatchText implements WatchView {
    /** Where no terminal says how wide it is. */
    static final int WIDTH = 100;

    private static final int MOST_PROCESSES = 15;

    private final PrintStream out;
    private final WatchLayout layout;

    WatchText(PrintStream out, int width) {
        this.out = out;
        this.layout = new WatchLayout(Glyphs.ofSystem(), width);
    }

    @Override
    public void show(Snapshot snapshot) {
        line(layout.total(snapshot));
        line("");
        line(layout.channelHead(snapshot));
        layout.channels(snapshot).forEach(this::line);
        layout.gauges(snapshot).forEach(this::line);
        line("");
        line(layout.processHead(snapshot.processes()));
        layout.processes(snapshot.processes(), MOST_PROCESSES).forEach(this::line);
        line("");
        snapshot.warnings().forEach(warning -> line(layout.line("note: " + warning)));
        line(layout.foot(snapshot));
        out.flush();
    }

    @Override
    public boolean isBroken() {
        return out.checkError();
    }

    private void line(String text) {
        out.print(text + "\n");
    }
}
