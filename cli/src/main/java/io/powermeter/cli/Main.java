package io.powermeter.cli;

import io.powermeter.meter.Version;
import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code powermeter}. */
@Command(
        name = "powermeter",
        description = "Runs a command inside an energy meter and says where every joule went.",
        subcommands = {
            RunCommand.class,
            AttachCommand.class,
            WorkloadsCommand.class,
            SensorsCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            MarkCommand.class,
            CalibrateCommand.class,
            WatchCommand.class,
            SelftestCommand.class,
            WorkloadCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Try: powermeter run -- sgd"})
public final class Main {
    /** Wrong usage: nothing was run. */
    static final int USAGE = 2;

    /** The job ran, but the meter failed. */
    static final int METER_FAILED = 3;

    @Option(names = "--debug", description = "Show where an error comes from.", scope = CommandLine.ScopeType.INHERIT)
    private boolean debug;

    private Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs the command and returns the exit code: that of the job, or as the README says. */
    static int run(String... args) {
        Main main = new Main();
        CommandLine line = new CommandLine(main)
                .setPosixClusteredShortOptionsAllowed(false)
                .setExpandAtFiles(false) // @file is the job's word, as in curl -d @file
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(java.time.Duration.class, new DurationText())
                .setParameterExceptionHandler((e, ignored) -> usage(e))
                .setExecutionExceptionHandler((e, command, ignored) -> failure(e, command, main.debug));
        line.setErr(PrintableWriter.around(line.getErr()))
                .setOut(PrintableWriter.around(line.getOut()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        // as with env, nice and perf stat: behind the job's first word every option is the job's
        Objects.requireNonNull(line.getSubcommands().get("run")).setStopAtPositional(true);
        try {
            line.setDefaultValueProvider(Defaults.ofUser(line));
        } catch (UsageException e) {
            return complain(line.getErr(), e);
        }
        return line.execute(args);
    }

    private static int usage(CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        command.getErr()
                .println("powermeter: " + message + (message.endsWith(".") ? "" : ".") + " See `"
                        + command.getCommandSpec().qualifiedName() + " --help`.");
        return USAGE;
    }

    private static int failure(Exception e, CommandLine command, boolean debug) {
        PrintWriter err = command.getErr();
        if (debug) {
            e.printStackTrace(err);
        }
        if (e instanceof UsageException usage) {
            return complain(err, usage);
        }
        err.println("powermeter: unexpected error: " + e
                + (debug ? "" : ". Add --debug to see where it comes from, and tell the maintainers."));
        return 1;
    }

    private static int complain(PrintWriter err, UsageException e) {
        err.println("powermeter: " + e.getMessage());
        return e.exitCode();
    }

    /** Tells the version. */
    static final class VersionText implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "powermeter " + Version.current(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version")
            };
        }
    }
}
