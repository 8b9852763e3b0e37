package io.powermeter.cli;

import io.powermeter.carbon.CarbonAccount;
import io.powermeter.meter.Clock;
import io.powermeter.reports.ComparisonReports;
import io.powermeter.reports.ReportException;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.words.Figures;
import io.powermeter.summary.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Several runs of one or more jobs, one after the other, and what they cost beside each other. */
final class Series {
    private final JobOptions jobs;
    private final RunOptions options;
    private final Repeats repeats;
    private final JobSignals signals;
    private final Contest contest;
    private final PrintWriter err;
    private final List<RunFigures> costs = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    Series(JobOptions jobs, Repeats repeats, JobSignals signals, Contest contest, PrintWriter err) {
        this.jobs = jobs;
        this.options = jobs.ofRuns();
        this.repeats = repeats;
        this.signals = signals;
        this.contest = contest;
        this.err = err;
    }

    /**
     * Makes the runs until one does not end with 0 or a signal comes, compares those before it, and returns the exit code of the
     * last one, or of the signal.
     *
     * @param named the jobs of a repeat, from 1 on
     * @throws UsageException if one cannot be started
     */
    int run(IntFunction<List<NamedJob>> named) throws UsageException {
        List<Turn> turns = repeats.turns(named);
        int wanted = (int) turns.stream().filter(turn -> !turn.warmup()).count();
        int meterCode = 0;
        int exitCode;
        try {
            exitCode = all(turns);
        } finally {
            meterCode = compare(wanted);
        }
        return exitCode == 0 ? meterCode : exitCode;
    }

    private int all(List<Turn> turns) throws UsageException {
        for (Turn turn : turns) {
            if (turn != turns.get(0)) {
                signals.sleep(repeats.cooldown());
            }
            if (signals.cancelled()) {
                return signals.exitCode();
            }
            int exitCode = jobs.run(signals, turn, JobOptions.Kind.ONE_OF_SEVERAL, of(turn), err);
            if (turn.warmup()) {
                tell(turn, "exit code " + exitCode);
            }
            if (exitCode != 0) {
                return exitCode;
            }
        }
        return 0;
    }

    /** Returns what to do when the run of a turn is over. */
    private JobOptions.Ending of(Turn turn) {
        return (summary, exitCode, written) -> ended(turn, summary, exitCode);
    }

    private void ended(Turn turn, Summary summary, int exitCode) {
        if (exitCode == 0 && !signals.cancelled()) { // what a signal ended early cost less than the others
            costs.addAll(contest.figures(turn.job(), summary));
        }
        Path folder = summary.recording().folder();
        tell(
                turn,
                Figures.seconds(summary.window().seconds()) + ", "
                        + (summary.components().isEmpty()
                                ? ""
                                : Figures.joules(summary.energy().joules()) + ", ")
                        + "exit code " + exitCode + ", " + folder);
        if (!options.quiet()) {
            List<String> told = CarbonAccount.of(summary).warnings().stream()
                    .filter(notes::add)
                    .toList();
            EndTable.lines(err, "note", told, note -> note);
            err.flush();
        }
    }

    private void tell(Turn turn, String what) {
        if (!options.quiet()) {
            err.println("powermeter: "
                    + EndTable.shortened(EndTable.printable(turn.job().name())) + ", " + turn + ", "
                    + EndTable.printable(what));
            err.flush();
        }
    }

    /** Tells and writes the comparison; returns 0, or 3 if that failed. */
    private int compare(int wanted) {
        if (costs.isEmpty()) {
            return 0;
        }
        List<Path> written = List.of();
        int code = 0;
        try {
            Comparison comparison = contest.of(costs);
            try {
                Path folder = options.out()
                        .map(ComparisonFolder::in)
                        .orElseGet(() -> ComparisonFolder.anew(Clock.system().now()));
                written = ComparisonReports.write(comparison, folder, options.comparisonFormats());
            } catch (ReportException e) {
                err.println("powermeter: " + e.getMessage());
                code = Main.METER_FAILED;
            }
            if (!options.quiet()) {
                ComparisonTable.print(err, comparison, wanted, written);
            }
        } catch (IllegalArgumentException e) {
            err.println("powermeter: " + e.getMessage());
        }
        return code;
    }
}
