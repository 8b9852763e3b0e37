package io.powermeter.cli;

import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.RepeatedRuns;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.words.Figures;
import io.powermeter.summary.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Several runs of a job, one after the other, and what they cost together. */
final class Series {
    private final String name;
    private final RepeatOptions options;
    private final JobSignals signals;
    private final @Nullable PrintWriter err;
    private final List<RunFigures> costs = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * Prepares the runs.
     *
     * @param name of all of them
     * @param err where to tell of them, null for nowhere
     */
    Series(String name, RepeatOptions options, JobSignals signals, @Nullable PrintWriter err) {
        this.name = name;
        this.options = options;
        this.signals = signals;
        this.err = err;
    }

    /** Makes one run, and returns its exit code. */
    interface Single {
        int run(Turn turn) throws UsageException;
    }

    /**
     * Makes the runs until one does not end with 0 or a signal comes, tells what those before it cost, and returns the exit
     * code of the last one, or of the signal.
     *
     * @throws UsageException if one cannot be started
     */
    int run(Single single) throws UsageException {
        List<Turn> turns = options.turns();
        try {
            for (Turn turn : turns) {
                if (turn != turns.get(0)) {
                    signals.sleep(options.cooldown());
                }
                if (signals.cancelled()) {
                    return signals.exitCode();
                }
                int exitCode = single.run(turn);
                if (turn.warmup()) {
                    tell(turn + ", exit code " + exitCode);
                }
                if (exitCode != 0) {
                    return exitCode;
                }
            }
            return 0;
        } finally {
            if (err != null && !costs.isEmpty()) {
                RepeatTable.print(
                        err,
                        name,
                        new RepeatedRuns(costs),
                        turns.get(turns.size() - 1).of());
            }
        }
    }

    /** Returns what to do when the run of a turn is over. */
    RunCommand.Ending of(Turn turn) {
        return (summary, exitCode, written) -> ended(turn, summary, exitCode);
    }

    private void ended(Turn turn, Summary summary, int exitCode) {
        if (exitCode == 0 && !signals.cancelled()) { // what a signal ended early cost less than the others
            costs.add(RunFigures.of(summary, Comparison.ACCURACY));
        }
        Path folder = summary.recording().folder();
        tell(turn + ", " + Figures.seconds(summary.window().seconds()) + ", "
                + (summary.components().isEmpty()
                        ? ""
                        : Figures.joules(summary.energy().joules()) + ", ")
                + "exit code " + exitCode + ", " + folder);
        if (err != null) {
            List<String> told = summary.warnings().stream().filter(notes::add).toList();
            EndTable.lines(err, "note", told, note -> note);
            err.flush();
        }
    }

    private void tell(String what) {
        if (err != null) {
            err.println(
                    "powermeter: " + EndTable.shortened(EndTable.printable(name)) + ", " + EndTable.printable(what));
            err.flush();
        }
    }
}
