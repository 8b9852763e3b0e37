package io.powermeter.cli;

import io.powermeter.meter.Clock;
import io.powermeter.reports.ComparisonReports;
import io.powermeter.reports.ReportException;
import io.powermeter.reports.Reports;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Grouping;
import io.powermeter.reports.comparison.RunFigures;
import java.io.PrintWriter;
import java.nio.file.Files;
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

/** {@code powermeter compare}: groups of recorded runs beside each other. */
@Command(
        name = "compare",
        description = "Compare recorded runs: repeats are grouped, each group stands beside the baseline.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Runs that cannot be read or do not fit are named with the reason; the others are compared.",
            "Exit codes: 0 if any were compared, 2 if none were, or a report could not be written."
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "RUN",
            arity = "1..*",
            description = "Run folders, or folders with run folders in them, one or two levels deep.")
    private List<Path> runs = List.of();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "name",
            description =
                    "What repeats of one thing have in common: name, setting:KEY or metric:KEY (default ${DEFAULT-VALUE}).")
    private String by = "name";

    @Option(
            names = {"--baseline", "--baseline-group"}, // the longer is the key of a default: baseline is a time of run
            paramLabel = "NAME",
            defaultValue = "",
            description = "The group that the others stand beside; the first one if not given.")
    private String baseline = "";

    @Option(
            names = "--quality",
            paramLabel = "METRIC",
            defaultValue = Comparison.ACCURACY,
            description = "The metric that says how good a result is (default ${DEFAULT-VALUE}).")
    private String quality = Comparison.ACCURACY;

    @Option(
            names = "--force",
            fallbackValue = "true",
            description = "Compare also what does not fit together; the groups are marked.")
    private boolean force;

    @Option(
            names = "--report",
            paramLabel = "KINDS",
            defaultValue = "all",
            converter = ReportFormats.OfComparison.class,
            completionCandidates = ReportFormats.Words.class,
            description = "Reports to write: " + ReportFormats.KINDS + ", all or none (default ${DEFAULT-VALUE}).")
    private ReportFormats<ComparisonReports.Format> report = new ReportFormats<>(ComparisonReports.all());

    @Option(
            names = "--resolution",
            paramLabel = "SIZE",
            defaultValue = "screen",
            description = "Pixels of the png: screen, or print for 300 to the inch (default ${DEFAULT-VALUE}).")
    private Reports.Resolution resolution = Reports.Resolution.SCREEN;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description =
                    "Folder for the reports; if not given, comparison in the folder of runs, or a new one in runs/.")
    private @Nullable Path to;

    @Mixin
    private CarbonOptions carbon = new CarbonOptions();

    @Override
    public Integer call() throws UsageException {
        PrintWriter err = spec.commandLine().getErr();
        Comparison.Terms terms = terms();
        carbon.settings(); // wrong ones are told before much is read
        RunFolders folders = RunFolders.of(runs);
        folders.complaints().forEach(complaint -> err.println("powermeter: " + complaint));
        folders.notes().forEach(note -> err.println("powermeter: " + note));
        List<RunFigures> figures = new RunReading(carbon, quality, err).read(folders.found());
        return figures.isEmpty() ? Main.USAGE : tell(compare(figures, terms), figures.size());
    }

    private Comparison.Terms terms() throws UsageException {
        try {
            return new Comparison.Terms(Grouping.parse(by), baseline, quality, force);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Comparison compare(List<RunFigures> figures, Comparison.Terms terms) throws UsageException {
        try {
            return Comparison.of(figures, terms);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private int tell(Comparison comparison, int readable) {
        int code = 0;
        List<Path> written = List.of();
        try {
            written = ComparisonReports.write(comparison, folder(), report.formats(), resolution);
        } catch (ReportException e) {
            spec.commandLine().getErr().println("powermeter: " + e.getMessage());
            code = Main.USAGE;
        }
        ComparisonTable.print(spec.commandLine().getOut(), comparison, readable, written);
        return code;
    }

    /** What was found in one folder is compared there, so that doing it again replaces it. */
    private Path folder() {
        if (to != null) {
            return to;
        }
        Path only = runs.get(0);
        return runs.size() == 1 && !Files.exists(only.resolve("run.json"))
                ? ComparisonFolder.in(only)
                : ComparisonFolder.anew(Clock.system().now());
    }
}
