package io.powermeter.cli;

import io.powermeter.meter.Phase;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.summary.Summary;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that starts a job inside the meter, and how it does that. */
final class JobOptions {
    @Option(
            names = "--baseline",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "Let the machine idle this long before and after the job and measure it (default: not).")
    private Duration baseline = Duration.ZERO;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description =
                    "End the job after this long, and all that it started: SIGTERM, 5s later SIGKILL; exit code 124.")
    private @Nullable Duration timeout;

    @Mixin
    private RunOptions options = new RunOptions();

    private NewFolders folders = NewFolders.upTo(Path.of("."));

    /** What is done with the recording of a run. */
    enum Kind {
        /** It stands alone. */
        SINGLE,
        /** It is one of several that are compared. */
        ONE_OF_SEVERAL,
        /** It is appended to an earlier one. */
        CONTINUED
    }

    /** Tells people of a run that is over. */
    interface Ending {
        /**
         * Tells of one.
         *
         * @param exitCode of the job
         * @param written the reports
         */
        void tell(Summary summary, int exitCode, List<Path> written);
    }

    /** Returns how runs are recorded and told. */
    RunOptions ofRuns() {
        return options;
    }

    /** Refuses a limit that means nothing. */
    void check() throws UsageException {
        if (timeout != null && timeout.toMillis() < 1) {
            throw new UsageException("--timeout must be 1 ms or longer; leave it out for a job without a limit.");
        }
    }

    /** Refuses a folder for several runs that is there already. */
    void requireNewFolder() throws UsageException {
        Optional<Path> there = options.out().filter(Files::exists);
        if (there.isPresent()) {
            throw new UsageException("--out " + there.get()
                    + " is there already, and a recording is never overwritten. Give another folder.");
        }
    }

    /** Notes which folders are there before the first run. */
    void begin() {
        folders = NewFolders.upTo(options.out().orElse(Path.of("runs")));
    }

    /**
     * Runs one job and returns its exit code, or 3 if it ended well and the meter failed.
     *
     * @param ending is told of it, unless nothing of it is kept
     * @throws UsageException if it cannot be started
     */
    int run(JobSignals signals, Turn turn, Kind kind, Ending ending, PrintWriter err) throws UsageException {
        String name = turn.job().name() + (turn.warmup() ? " warm-up" : "");
        List<String> words = turn.job().words().readable();
        try (Run run = options.start(meter -> meter.start(name, words), builder -> tell(builder, turn, kind), err);
                CarbonOptions.Following grid = options.followGrid(run)) {
            return measure(run, grid, signals, turn, kind, ending, err);
        }
    }

    private int measure(
            Run run,
            CarbonOptions.Following grid,
            JobSignals signals,
            Turn turn,
            Kind kind,
            Ending ending,
            PrintWriter err)
            throws UsageException {
        Job job = turn.job().job();
        idle(run, signals);
        if (kind == Kind.CONTINUED
                && signals.cancelled()) { // a segment without a job would add the idle time to the run
            run.close();
            folders.remove(run.folder());
            err.println("powermeter: the job was not started: a signal came while the idle machine was measured.");
            return signals.exitCode();
        }
        int exitCode;
        try {
            exitCode = job.run(run, signals, new TimeLimit(timeout, TimeLimit.GRACE), options.status());
        } catch (UsageException e) {
            run.close();
            folders.remove(run.folder());
            throw e;
        }
        if (!signals.cancelled()) {
            idle(run, signals);
        }
        grid.close();
        run.close();
        if (turn.warmup() || job.refused(exitCode)) {
            folders.remove(run.folder());
            return exitCode;
        }
        int meterCode = options.report(run, (summary, written) -> ending.tell(summary, exitCode, written), err);
        return exitCode == 0 ? meterCode : exitCode;
    }

    private void tell(PowerMeter.Builder meter, Turn turn, Kind kind) {
        if (timeout != null) {
            meter.setting("timeout", timeout.toMillis() / 1e3 + " s");
        }
        if (kind == Kind.CONTINUED) {
            meter.continueIn(options.out().orElseThrow());
        } else if (kind == Kind.ONE_OF_SEVERAL) {
            meter.setting("repeat", turn.number() + " of " + turn.of());
            options.out().ifPresent(out -> meter.recordInto(turn.folder(out)));
        }
    }

    private void idle(Run run, JobSignals signals) {
        if (!baseline.isZero()) {
            Phase idle = run.phase(Summary.BASELINE_PHASE);
            signals.sleep(baseline);
            idle.close();
        }
    }
}
