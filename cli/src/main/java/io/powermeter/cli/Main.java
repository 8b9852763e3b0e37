package io.powermeter.cli;

import io.powermeter.meter.Version;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code powermeter}. */
@Command(
        name = "powermeter",
        description = "Runs a command inside an energy meter and says where every joule went.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Try: powermeter run -- sgd"})
public final class Main {
    /** Wrong usage: nothing was run. */
    static final int USAGE = 2;

    /** The job ran, but the meter failed. */
    static final int METER_FAILED = 3;

    private static final List<String> VERSION = List.of("--version", "-V");

    @Option(
            names = "--debug",
            fallbackValue = "true",
            description = "Show where an error comes from.",
            scope = CommandLine.ScopeType.INHERIT)
    private boolean debug;

    Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs the command and returns the exit code: that of the job, or as the README says. */
    static int run(String... args) {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        try {
            Defaults defaults = Defaults.ofUser();
            commands(args, defaults.isEmpty()).forEach(line::addSubcommand);
            defaults.requireKnown(line);
            line.setDefaultValueProvider(defaults);
        } catch (UsageException e) {
            return complain(line.getErr(), e);
        }
        return configure(line, main).execute(args);
    }

    /** Returns the whole command as its users see it, for what is generated of it: manual pages and completion. */
    public static CommandLine commandLine() {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        commands(new String[0], false).forEach(line::addSubcommand);
        return configure(line, main);
    }

    private static CommandLine configure(CommandLine line, Main main) {
        line.setPosixClusteredShortOptionsAllowed(false)
                .setExpandAtFiles(false) // @file is the job's word, as in curl -d @file
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(java.time.Duration.class, new DurationText())
                .setParameterExceptionHandler((e, ignored) -> usage(e))
                .setExecutionExceptionHandler((e, command, ignored) -> failure(e, command, main.debug));
        line.setErr(PrintableWriter.around(line.getErr()))
                .setOut(PrintableWriter.around(line.getOut()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        CommandLine run = line.getSubcommands().get("run");
        if (run != null) {
            run.setStopAtPositional(
                    true); // as with env, nice and perf stat: behind the job's first word every option is the job's
        }
        return line;
    }

    /** Returns the commands by name; only the one that is meant, if that is enough: looking at them all takes up to 0.3 s. */
    static Map<String, Object> commands(String[] args, boolean oneIsEnough) {
        Map<String, Object> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand.class);
        commands.put("attach", AttachCommand.class);
        commands.put("watch", WatchCommand.class);
        commands.put("mark", MarkCommand.class);
        commands.put("report", ReportCommand.class);
        commands.put("compare", CompareCommand.class);
        commands.put("study", StudyCommand.class);
        commands.put("export", ExportCommand.class);
        commands.put("import", ImportCommand.class);
        commands.put("workloads", WorkloadsCommand.class);
        commands.put("sensors", SensorsCommand.class);
        commands.put("calibrate", CalibrateCommand.class);
        commands.put("selftest", SelftestCommand.class);
        commands.put("workload", WorkloadCommand.class);
        String first = args.length > 0 ? args[0] : "";
        if (oneIsEnough && (commands.containsKey(first) || VERSION.contains(first))) {
            commands.keySet().retainAll(List.of(first)); // of none for the version
        }
        List<String> words = oneIsEnough && args.length > 1 ? List.of(args[1]) : List.of();
        commands.computeIfPresent("workload", (name, type) -> WorkloadCommand.line(words));
        return commands;
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
