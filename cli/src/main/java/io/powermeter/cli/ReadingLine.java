package io.powermeter.cli;

import io.powermeter.meter.Clock;
import io.powermeter.recording.ReadingProgress;
import java.io.PrintStream;
import java.util.Locale;

/** One line on a terminal, written over and over, that tells how far the reading of runs is; none if it is done in a second. */
final class ReadingLine {
    private static final long PATIENCE_NANOS = 1_000_000_000;
    private static final long PERIOD_NANOS = 100_000_000;
    private static final String CLEAR = "\r\033[K";

    private final PrintStream err;
    private final boolean shown;
    private final Clock clock;
    private final int runs;
    private long nextNanos;
    private boolean written;

    /** Prepares to tell of the reading of some runs, if {@code shown}. */
    ReadingLine(PrintStream err, boolean shown, Clock clock, int runs) {
        this.err = err;
        this.shown = shown;
        this.clock = clock;
        this.runs = runs;
        this.nextNanos = clock.nanos() + PATIENCE_NANOS;
    }

    /** Returns who is told how far a run is read; the first run is 1. */
    ReadingProgress run(int number) {
        return shown ? (bytes, of) -> show(number, bytes, of) : ReadingProgress.NONE;
    }

    private void show(int number, long bytes, long of) {
        if (clock.nanos() >= nextNanos) {
            nextNanos = clock.nanos() + PERIOD_NANOS;
            written = true;
            String which = runs == 1 ? "" : String.format(Locale.ROOT, " %d of %d runs,", number, runs);
            long percent = of == 0 ? 0 : Math.min(100, 100 * bytes / of);
            err.print(CLEAR + "reading" + which + " " + percent + " %\r");
            err.flush();
        }
    }

    /** Leaves the line empty. */
    void clear() {
        if (written) {
            written = false;
            err.print(CLEAR);
            err.flush();
        }
    }
}
