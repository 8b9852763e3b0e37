package io.powermeter.cli;

import io.powermeter.meter.Phase;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.recording.RecordingException;
import io.powermeter.reports.ReportException;
import io.powermeter.reports.Reports;
import io.powermeter.summary.Calibration;
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
            "126 and 127 a command that cannot be run or found, as in a shell.",
            "Every option also by environment (POWERMETER_COUNTRY) and in",
            "~/.config/powermeter/config.properties (country = FR)."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the run; the job's first word if not given.")
    private @Nullable String name;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Run folder, which must not be there yet; a new one in runs/ if not given.")
    private @Nullable Path out;

    @Option(
            names = "--period",
            paramLabel = "TIME",
            defaultValue = "100ms",
            description = "Time between two readings, 1ms to 1h (default ${DEFAULT-VALUE}).")
    private Duration period = Duration.ofMillis(100);

    @Option(
            names = "--baseline",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "Let the machine idle this long before and after the job and measure it (default: not).")
    private Duration baseline = Duration.ZERO;

    @Option(
            names = "--report",
            paramLabel = "KINDS",
            defaultValue = "all",
            converter = ReportFormats.Text.class,
            description = "Reports to write at the end: html,png,json, all or none (default ${DEFAULT-VALUE}).")
    private ReportFormats report = new ReportFormats(Reports.all());

    @Mixin
    private CarbonOptions carbon = new CarbonOptions();

    @Mixin
    private SensorOptions sensors = new SensorOptions();

    @Option(
            names = "--redact",
            negatable = true,
            fallbackValue = "true", // also where the default is true: a flag would turn it round
            description = "Hide the job's arguments and the names of its processes in everything that is written.")
    private boolean redact;

    @Option(names = "--quiet", fallbackValue = "true", description = "No status line and no table; errors only.")
    private boolean quiet;

    @Parameters(paramLabel = "JOB", arity = "1..*", description = "The job and its arguments.")
    private List<String> words = List.of();

    @Override
    public Integer call() throws UsageException {
        PrintWriter err = spec.commandLine().getErr();
        if (WorkloadCommand.helped(words)) {
            return 0;
        }
        JobWords given = JobWords.lastOfCommandLine(words);
        Job job = Job.of(given);
        PowerMeter meter = meter();
        JobSignals signals = JobSignals.install();
        try (Run run = start(meter, job, given.readable())) {
            return measure(run, job, signals, err);
        }
    }

    private int measure(Run run, Job job, JobSignals signals, PrintWriter err) throws UsageException {
        idle(run, signals);
        int exitCode;
        try {
            exitCode = job.run(run, signals, quiet ? StatusLine.NONE : StatusLine.onTerminal(System.err));
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
        int meterCode = report(run, exitCode, err);
        return exitCode == 0 ? meterCode : exitCode;
    }

    /** Tells and writes what was measured; returns 0, or 3 if the meter failed. */
    private int report(Run run, int exitCode, PrintWriter err) {
        int code = 0;
        if (run.failure().isPresent()) {
            err.println("powermeter: " + run.failure().get());
            code = Main.METER_FAILED;
        }
        try {
            Summary summary = run.summary();
            List<Path> written = List.of();
            try {
                written = Reports.write(summary, Reports.folder(summary), report.formats());
            } catch (ReportException e) {
                err.println("powermeter: " + e.getMessage());
                code = Main.METER_FAILED;
            }
            if (!quiet) {
                EndTable.print(err, summary, exitCode, written);
            }
        } catch (RecordingException e) {
            err.println("powermeter: " + e.getMessage());
            code = Main.METER_FAILED;
        } catch (OutOfMemoryError e) {
            err.println("powermeter: " + ReportCommand.tooLarge(run.folder()));
            code = Main.METER_FAILED;
        }
        return code;
    }

    private PowerMeter meter() throws UsageException {
        try {
            PowerMeter.Builder builder = PowerMeter.builder()
                    .host(sensors.host())
                    .period(period)
                    .estimate(sensors.estimate())
                    .redacted(redact);
            carbon.settings().forEach(builder::setting);
            CalibrationFile.ofThisMachine()
                    .read()
                    .ifPresent(calibration -> builder.setting(Calibration.SETTING, calibration.text()));
            if (out != null) {
                builder.recordInto(out);
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private Run start(PowerMeter meter, Job job, List<String> command) throws UsageException {
        try {
            return meter.start(name == null ? job.name() : name, command);
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
