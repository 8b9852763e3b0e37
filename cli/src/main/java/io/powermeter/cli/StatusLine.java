package io.powermeter.cli;

import io.powermeter.meter.Live;
import io.powermeter.meter.Progress;
import io.powermeter.reports.words.Figures;
import java.io.PrintStream;
import java.util.Locale;

/** One line that is written over and over while the job runs. */
interface StatusLine {
    /** Shows nothing. */
    StatusLine NONE = new StatusLine() {
        @Override
        public void show(Live live) {}

        @Override
        public void clear() {}
    };

    /** Shows the state of the run. */
    void show(Live live);

    /** Leaves the line empty. */
    void clear();

    /** Returns a line on standard error if that is a terminal, else none. */
    static StatusLine onTerminal(PrintStream err) {
        return Terminal.showsLines() ? new Written(err) : NONE;
    }

    /** Returns for instance {@code 12 s  41.20 W  512.3 J  43 %}. */
    static String text(Live live) {
        String progress = live.progress().map(StatusLine::percent).orElse("");
        return String.format(
                Locale.ROOT,
                "%.0f s  %s  %s%s",
                live.seconds(),
                Figures.watts(live.watts()),
                Figures.joules(live.joules()),
                progress);
    }

    private static String percent(Progress progress) {
        return String.format(Locale.ROOT, "  %.0f %%", 100 * Math.min(1, progress.done() / progress.total()));
    }

    /** The line on a terminal. */
    final class Written implements StatusLine {
        private static final String CLEAR = "\r\033[K";

        private final PrintStream err;

        Written(PrintStream err) {
            this.err = err;
        }

        @Override
        public void show(Live live) {
            // the cursor goes back to the start, so that a line of the job writes over it
            err.print(CLEAR + text(live) + "\r");
            err.flush();
        }

        @Override
        public void clear() {
            err.print(CLEAR);
            err.flush();
        }
    }
}
