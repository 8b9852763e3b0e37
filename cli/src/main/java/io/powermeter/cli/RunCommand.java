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
        customSynopsis = "powermeter run [options] -- <workload [its options] | command [args]>",
        footer = {
            "",
            "The job keeps its terminal, input and output; its exit code is passed through.",
            "Exit codes of the meter: 2 wrong usage, 3 the meter failed although the job ran,",
            "124 --timeout is over, 126 and 127 a command that cannot be run or found, as in a shell.",
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
    private RunOptions options = new RunOptions();

    @Parameters(paramLabel = "JOB", arity = "1..*", description = "The job and its arguments.")
    private List<String> words = List.of();

    @Override
    public Integer call() throws UsageException {
        PrintWriter err = spec.commandLine().getErr();
        if (WorkloadCommand.helped(words)) {
            return 0;
        }
        if (timeout != null && timeout.toMillis() < 1) {
            throw new UsageException("--timeout must be 1 ms or longer; leave it out for a job without a limit.");
        }
        if (continued && options.out().isEmpty()) {
            throw new UsageException("--continue needs the run to append to. Give its folder with --out.");
        }
        JobWords given = JobWords.lastOfCommandLine(words);
        Job job = Job.of(given);
        PowerMeter meter = options.meter(this::tell);
        JobSignals signals = JobSignals.install();
        try (Run run = start(meter, job, given.readable())) {
            return measure(run, job, signals, err);
        }
    }

    private int measure(Run run, Job job, JobSignals signals, PrintWriter err) throws UsageException {
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
        if (job.refused(exitCode)) {
            delete(run.folder());
            return exitCode;
        }
        int meterCode = options.report(run, "exit code " + exitCode, err);
        return exitCode == 0 ? meterCode : exitCode;
    }

    private void tell(PowerMeter.Builder meter) {
        if (timeout != null) {
            meter.setting("timeout", timeout.toMillis() / 1e3 + " s");
        }
        if (continued) {
            meter.continueIn(options.out().orElseThrow());
        }
    }

    private Run start(PowerMeter meter, Job job, List<String> command) throws UsageException {
        try {
            return meter.start(options.nameOr(job.name()), command);
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
