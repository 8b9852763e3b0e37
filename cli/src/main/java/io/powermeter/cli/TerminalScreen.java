package io.powermeter.cli;

import io.powermeter.watch.Snapshot;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole terminal: its second screen, so that what was there before comes back, and keys that are told at once. Every way
 * out leads through {@link #leave}, which may be called from any thread and again.
 */
final class TerminalScreen implements WatchView {
    /** Second screen, no cursor, no line breaks of the terminal's own. */
    private static final String ENTER = "\033[?1049h\033[?25l\033[?7l\033[2J";

    private static final String LEAVE = "\033[0m\033[?7h\033[?25h\033[?1049l";
    private static final String BOLD = "\033[1m";
    private static final String PLAIN = "\033[0m";
    private static final String TO_LINE_END = "\033[K";
    private static final int HISTORY = 1000;

    private final PrintStream out;
    private final WatchEvents events;
    private final Stty stty = new Stty();
    private final Glyphs glyphs = Glyphs.ofSystem();
    private final boolean bold = System.getenv("NO_COLOR") == null; // https://no-color.org
    private final List<Double> history = new ArrayList<>();
    private Stty.Size size = Stty.UNKNOWN;
    private @Nullable Snapshot last;
    private boolean entered;

    private TerminalScreen(PrintStream out, WatchEvents events) {
        this.out = out;
        this.events = events;
    }

    /** Takes the terminal, until it is closed. */
    static TerminalScreen open(PrintStream out, WatchEvents events) {
        TerminalScreen screen = new TerminalScreen(out, events);
        events.ofTerminal(screen::leave);
        screen.enter();
        Thread keys = new Thread(screen::readKeys, "powermeter-keys");
        keys.setDaemon(true);
        keys.start();
        return screen;
    }

    /** Returns how wide the terminal is. */
    static int width() {
        return new Stty().size().columns();
    }

    @Override
    public void show(Snapshot snapshot) {
        last = snapshot;
        history.add(snapshot.total().watts());
        if (history.size() > HISTORY) {
            history.remove(0);
        }
        draw();
    }

    @Override
    public boolean isBroken() {
        return out.checkError();
    }

    @Override
    public void on(WatchEvents.Event event) {
        switch (event) {
            case SUSPEND -> {
                leave();
                Stty.stopThisProcess();
            }
            case RESUMED -> enter();
            default -> size = stty.size();
        }
        draw();
    }

    @Override
    public void close() {
        leave();
        Snapshot snapshot = last;
        if (snapshot != null) {
            out.print(new WatchLayout(glyphs, WatchText.WIDTH).total(snapshot) + "\n");
            out.flush();
        }
    }

    private synchronized void enter() {
        size = stty.size();
        stty.tellKeysAtOnce();
        print(ENTER);
        entered = true;
        draw();
    }

    private synchronized void leave() {
        if (entered) {
            entered = false;
            print(LEAVE);
            stty.restore();
        }
    }

    private synchronized void draw() {
        Snapshot snapshot = last;
        if (!entered) {
            return;
        }
        List<WatchScreen.Line> lines = snapshot == null
                ? List.of(new WatchScreen.Line("measuring; q ends", false))
                : WatchScreen.lines(snapshot, history, new WatchLayout(glyphs, size.columns()), size.rows());
        StringBuilder text = new StringBuilder("\033[H");
        for (int i = 0; i < lines.size(); i++) {
            WatchScreen.Line line = lines.get(i);
            text.append(i == 0 ? "" : "\r\n")
                    .append(bold && line.head() ? BOLD + line.text() + PLAIN : line.text())
                    .append(TO_LINE_END);
        }
        print(text.append("\033[J").toString());
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }

    private void readKeys() {
        try (InputStream keys = new FileInputStream(Stty.TERMINAL)) {
            for (int key = keys.read(); key >= 0; key = keys.read()) {
                if (key == 'q' || key == 'Q') {
                    events.put(WatchEvents.Event.QUIT);
                }
            }
        } catch (IOException e) {
            // no keys from this terminal: signals end the watch
        }
    }
}
