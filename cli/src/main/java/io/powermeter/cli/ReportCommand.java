package io.powermeter.cli;

import io.powermeter.meter.Clock;
import io.powermeter.recording.Recording;
import io.powermeter.recording.RecordingException;
import io.powermeter.recording.RecordingReader;
import io.powermeter.reports.ReportException;
import io.powermeter.reports.Reports;
import io.powermeter.summary.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code powermeter report}: makes the reports of recorded runs again. */
@Command(name = "report", description = "Make the reports of recorded runs (again).", mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Run folders.")
    private List<Path> runs = List.of();

    @Option(
            names = "--report",
            paramLabel = "KINDS",
            defaultValue = "all",
            converter = ReportFormats.OfRun.class,
            completionCandidates = ReportFormats.Words.class,
            description = "Reports to write: " + ReportFormats.KINDS + " or all (default ${DEFAULT-VALUE}).")
    private ReportFormats<Reports.Format> report = new ReportFormats<>(Reports.all());

    @Option(
            names = "--resolution",
            paramLabel = "SIZE",
            defaultValue = "screen",
            description = "Pixels of the png: screen, or print for 300 to the inch (default ${DEFAULT-VALUE}).")
    private Reports.Resolution resolution = Reports.Resolution.SCREEN;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Folder for the reports, for one run only; the run's own reports/ if not given.")
    private @Nullable Path to;

    @Option(
            names = "--redact",
            negatable = true,
            fallbackValue = "true", // also where the default is true: a flag would turn it round
            description = "Hide the job's arguments in the reports; the recording stays as it is.")
    private boolean redact;

    @Mixin
    private CarbonOptions carbon = new CarbonOptions();

    @Override
    public Integer call() throws UsageException {
        if (to != null && runs.size() > 1) {
            throw new UsageException("--to takes the reports of one run, not of " + runs.size() + ". Leave it out.");
        }
        int code = 0;
        ReadingLine line = new ReadingLine(System.err, Terminal.showsLines(), Clock.system(), runs.size());
        for (int i = 0; i < runs.size(); i++) {
            code = Math.max(code, report(runs.get(i), line, i + 1));
        }
        carbon.complaints().forEach(why -> spec.commandLine().getErr().println("powermeter: " + why));
        return code;
    }

    private int report(Path run, ReadingLine line, int number) throws UsageException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Recording recording = read(run, line, number);
            Summary summary = Summary.of(carbon.over(redact ? recording.redacted() : recording));
            Path folder = to == null ? Reports.folder(summary) : to;
            Reports.write(summary, folder, report.formats(), resolution).forEach(out::println);
            out.flush();
            return 0;
        } catch (RecordingException | ReportException e) {
            spec.commandLine().getErr().println("powermeter: " + e.getMessage());
            return Main.USAGE;
        } catch (OutOfMemoryError e) {
            spec.commandLine().getErr().println("powermeter: " + tooLarge(run));
            return Main.USAGE;
        }
    }

    private static Recording read(Path run, ReadingLine line, int number) throws RecordingException {
        try {
            return RecordingReader.read(run, line.run(number));
        } finally {
            line.clear();
        }
    }

    static String tooLarge(Path run) {
        return "Cannot report " + run + ": it is too large for "
                + Runtime.getRuntime().maxMemory() / (1 << 20)
                + " MiB of memory. Its files can be read by other programs.";
    }
}
