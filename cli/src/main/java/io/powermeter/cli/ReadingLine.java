package io.powermeter.cli;

import java.io.PrintStream;
import java.nio.file.Path;

/** The line on a terminal that says which of many runs is being read. */
final class ReadingLine {
    private static final String CLEAR = "\r\033[K";

    private final PrintStream to;
    private final boolean shown;
    private final int all;
    private int done;

    private ReadingLine(PrintStream to, boolean shown, int all) {
        this.to = to;
        this.shown = shown;
        this.all = all;
    }

    /** Returns a line on standard error; it says nothing if that is no terminal. */
    static ReadingLine onTerminal(int all) {
        String term = System.getenv().getOrDefault("TERM", "dumb");
        return new ReadingLine(System.err, Terminal.isTerminal(2) && !term.equals("dumb"), all);
    }

    /** Shows that one more run is begun. */
    void next(Path run) {
        done++;
        if (shown) {
            to.print(CLEAR + "reading " + done + " of " + all + ": "
                    + EndTable.shortened(EndTable.printable(run.toString())) + "\r");
            to.flush();
        }
    }

    /** Leaves the line empty. */
    void clear() {
        if (shown) {
            to.print(CLEAR);
            to.flush();
        }
    }
}
