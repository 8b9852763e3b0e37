package io.powermeter.cli;

import io.powermeter.meter.Phase;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.recording.RecordingException;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code powermeter run}: runs a job inside the meter. */
@Command(
        name = "run",
        description = "Run a bundled workload or any command inside the meter.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "powermeter run [options] -- <workload [its options] | command [args]>",
            "       powermeter run [options] -- JOB --vs JOB [--vs JOB]..."
        },
        footer = {
            "",
            "The job keeps its terminal, input and output; its exit code is passed through.",
            "Exit codes of the meter: 2 wrong usage, 3 the meter failed although the job ran,",
            "124 --timeout is over, 126 and 127 a command that cannot be run or found, as in a shell.",
            "Jobs with --vs between them are run in turn, A B A B, and compared; the first is the baseline.",
            "A command's own --vs is told by sh -c '...'.",
            "--repeat ends with the first run that does not end with 0, and with its exit code.",
            "Every option also by environment (POWERMETER_COUNTRY) and in",
            "~/.config/powermeter/config.properties (country = FR)."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--continue",
            fallbackValue = "true",
            description = "Append to the run in --out as one more segment; the pause in between is not counted.")
    private boolean continued;

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
    private RepeatOptions repeat = new RepeatOptions();

    @Mixin
    private RunOptions options = new RunOptions();

    @Parameters(paramLabel = "JOB", arity = "1..*", description = "The job and its arguments.")
    private List<String> words = List.of();

    @Override
    public Integer call() throws UsageException {
        PrintWriter err = spec.commandLine().getErr();
        JobWords given = JobWords.lastOfCommandLine(words);
        for (JobWords job : given.split(NamedJob.SEPARATOR)) {
            if (!job.decoded().isEmpty() && WorkloadCommand.helped(job.decoded())) {
                return 0;
            }
        }
        if (timeout != null && timeout.toMillis() < 1) {
            throw new UsageException("--timeout must be 1 ms or longer; leave it out for a job without a limit.");
        }
        if (continued && options.out().isEmpty()) {
            throw new UsageException("--continue needs the run to append to. Give its folder with --out.");
        }
        repeat.check();
        boolean several = repeat.several() || given.decoded().contains(NamedJob.SEPARATOR);
        if (several) {
            requireRoomForSeveral();
        }
        List<NamedJob> jobs = NamedJob.of(given, options);
        JobSignals signals = JobSignals.install(several);
        if (!several) {
            return run(signals, new Turn(jobs.get(0), 1, 1, false), (summary, exitCode, written) -> {
                EndTable.print(err, summary, "exit code " + exitCode, written);
            });
        }
        Series series = new Series(jobs, repeat, options, signals, err);
        return series.run(turn -> run(signals, turn, series.of(turn)));
    }

    private void requireRoomForSeveral() throws UsageException {
        if (continued) {
            throw new UsageException("--continue appends one run to another. Leave out --repeat, --warmup and --vs.");
        }
        Optional<Path> there = options.out().filter(Files::exists);
        if (there.isPresent()) {
            throw new UsageException("--out " + there.get()
                    + " is there already, and a recording is never overwritten. Give another folder.");
        }
    }

    private int run(JobSignals signals, Turn turn, Ending ending) throws UsageException {
        PowerMeter meter = options.meter(builder -> tell(builder, turn));
        NamedJob job = turn.job();
        try (Run run = start(
                meter,
                job.name() + (turn.warmup() ? " warm-up" : ""),
                job.words().readable())) {
            return measure(run, job.job(), signals, turn, ending);
        }
    }

    private int measure(Run run, Job job, JobSignals signals, Turn turn, Ending ending) throws UsageException {
        PrintWriter err = spec.commandLine().getErr();
        idle(run, signals);
        if (continued && signals.cancelled()) { // a segment without a job would add the idle time to the run
            run.close();
            delete(run.folder());
            err.println("powermeter: the job was not started: a signal came while the idle machine was measured.");
            return signals.exitCode();
        }
        int exitCode;
        try {
            exitCode = job.run(run, signals, new TimeLimit(timeout, TimeLimit.GRACE), options.status());
        } catch (UsageException e) {
            run.close();
            delete(run.folder());
            throw e;
        }
        if (!signals.cancelled()) {
            idle(run, signals);
        }
        run.close();
        if (turn.warmup() || job.refused(exitCode)) {
            delete(run.folder());
            return exitCode;
        }
        int meterCode = options.report(run, (summary, written) -> ending.tell(summary, exitCode, written), err);
        return exitCode == 0 ? meterCode : exitCode;
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

    private void tell(PowerMeter.Builder meter, Turn turn) {
        if (timeout != null) {
            meter.setting("timeout", timeout.toMillis() / 1e3 + " s");
        }
        if (continued) {
            meter.continueIn(options.out().orElseThrow());
        } else if (repeat.several() || !turn.job().folder().isEmpty()) {
            meter.setting("repeat", turn.number() + " of " + turn.of());
            options.out().ifPresent(out -> meter.recordInto(turn.folder(out)));
        }
    }

    private Run start(PowerMeter meter, String name, List<String> command) throws UsageException {
        try {
            return meter.start(name, command);
        } catch (RecordingException | IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void idle(Run run, JobSignals signals) {
        if (!baseline.isZero()) {
            Phase idle = run.phase(Summary.BASELINE_PHASE);
            signals.sleep(baseline);
            idle.close();
        }
    }

    /** Removes a recording of nothing: the job could not be started, or the workload refused its data before it began. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // what is left is a run folder that says that the job ended with code 2
        }
    }
}
