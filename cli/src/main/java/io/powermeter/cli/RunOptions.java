package io.powermeter.cli;

import io.powermeter.exporters.RunExporter;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import io.powermeter.recording.RecordingException;
import io.powermeter.reports.ComparisonReports;
import io.powermeter.reports.ReportException;
import io.powermeter.reports.Reports;
import io.powermeter.summary.Calibration;
import io.powermeter.summary.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that makes a run: how it is recorded, and what is told of it. */
final class RunOptions {
    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the run, of several jobs once for each; the job's first word if not given.")
    private List<String> names = List.of();

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
            names = "--report",
            paramLabel = "KINDS",
            defaultValue = "html,png,json",
            converter = ReportFormats.OfRun.class,
            completionCandidates = ReportFormats.Words.class,
            description =
                    "Reports to write at the end: " + ReportFormats.KINDS + ", all or none (default ${DEFAULT-VALUE}).")
    private ReportFormats<Reports.Format> report = new ReportFormats<>(Set.<Reports.Format>of());

    @Mixin
    private CarbonOptions carbon = new CarbonOptions();

    @Mixin
    private SensorOptions sensors = new SensorOptions();

    @Mixin
    private ExportOptions exports = new ExportOptions();

    @Option(
            names = "--redact",
            negatable = true,
            fallbackValue = "true", // also where the default is true: a flag would turn it round
            description = "Hide the job's arguments and the names of its processes in everything that is written.")
    private boolean redact;

    @Option(names = "--quiet", fallbackValue = "true", description = "No status line and no table; errors only.")
    private boolean quiet;

    /**
     * Returns the names that were asked for, nothing if none was.
     *
     * @param jobs how many names there must be
     */
    Optional<List<String>> names(int jobs) throws UsageException {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (names.stream().anyMatch(String::isBlank)) {
            throw new UsageException("--name is empty. Give a name, or leave it out.");
        }
        if (names.size() != jobs) {
            throw new UsageException("--name is given " + ComparisonTable.plural(names.size(), "time") + " for "
                    + ComparisonTable.plural(jobs, "job") + ". Give one for each, in their order, or none.");
        }
        if (names.stream().distinct().count() < jobs) {
            throw new UsageException(
                    "--name is the same for two jobs, which then cannot be told apart. Give each its own.");
        }
        return Optional.of(names);
    }

    /** Returns whether names and words that the job chose are hidden. */
    boolean redacts() {
        return redact;
    }

    /** Returns the run folder that was asked for, if one was. */
    Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /** Sets the folder, unless the user gave one. */
    void outUnlessGiven(Path folder) {
        if (out == null) {
            out = folder;
        }
    }

    /** Returns whether the user named the run. */
    boolean named() {
        return !names.isEmpty();
    }

    /** Returns whether people want to hear of errors only. */
    boolean quiet() {
        return quiet;
    }

    /** Asks who was named for the intensity of the grid, until it is closed. */
    CarbonOptions.Following followGrid(Run run) throws UsageException {
        return carbon.follow(run);
    }

    /** Returns which reports of a comparison are wanted: those that a run has too. */
    Set<ComparisonReports.Format> comparisonFormats() {
        return report.ofComparison();
    }

    /** Returns the line that shows how the run goes. */
    StatusLine status() {
        return quiet ? StatusLine.NONE : StatusLine.onTerminal(System.err);
    }

    /**
     * Tells and writes what was measured; returns 0, or 3 if the meter failed.
     *
     * @param table tells people, unless they want to hear of errors only
     */
    int report(Run run, Table table, PrintWriter err) {
        int code = 0;
        if (run.failure().isPresent()) {
            err.println("powermeter: " + run.failure().get());
            code = Main.METER_FAILED;
        }
        try {
            Summary summary = redact ? Summary.of(run.summary().recording().redacted()) : run.summary();
            List<Path> written = List.of();
            try {
                written = Reports.write(summary, Reports.folder(summary), report.formats());
            } catch (ReportException e) {
                err.println("powermeter: " + e.getMessage());
                code = Main.METER_FAILED;
            }
            if (!quiet) {
                table.tell(summary, written);
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

    /** Tells people of a run and of the reports that were written of it. */
    interface Table {
        /** Tells of one. */
        void tell(Summary summary, List<Path> written);
    }

    /** Starts a run, in the command's own way. */
    interface Start {
        /** Starts it. */
        Run run(PowerMeter meter) throws RecordingException;
    }

    /**
     * Starts the run that these options describe.
     *
     * @param more what the command itself has to say to the meter
     * @param err is told what people must know while the job runs
     */
    Run start(Start start, Consumer<PowerMeter.Builder> more, PrintWriter err) throws UsageException {
        try {
            PowerMeter.Builder meter = meter(more);
            Optional<RunExporter> exporter = exports.ofRun(err, quiet);
            exporter.ifPresent(meter::listener);
            try {
                return start.run(meter.build());
            } catch (RecordingException | RuntimeException e) {
                exporter.ifPresent(RunExporter::close); // nobody tells it of the end of what never began
                throw e;
            }
        } catch (RecordingException | IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private PowerMeter.Builder meter(Consumer<PowerMeter.Builder> more) throws UsageException {
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
            if (out.toString().isEmpty()) {
                throw new UsageException("--out is empty. Give a folder that is not there yet, or leave it out.");
            }
            builder.recordInto(out);
        }
        more.accept(builder);
        return builder;
    }
}
