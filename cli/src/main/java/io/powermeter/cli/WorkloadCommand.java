package io.powermeter.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code powermeter workload}: trains, without a meter; {@code run} starts it inside one. */
@Command(
        name = "workload",
        hidden = true,
        description = "Run a bundled workload without the meter.",
        subcommands = {
            SgdCommand.class,
            EarlyExitCommand.class,
            McmcSparseCommand.class,
            McmcBinaryCommand.class,
            SnipCommand.class,
            MagnitudeCommand.class,
            EdgePopupCommand.class,
            BinaryConnectCommand.class,
            BinaryNetCommand.class,
            KernelsCommand.class
        },
        mixinStandardHelpOptions = true)
final class WorkloadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws UsageException {
        throw new UsageException("workload needs a name: one of " + String.join(", ", all().keySet()) + ".");
    }

    /** Returns the workloads by name. */
    static Map<String, CommandLine> all() {
        return line().getSubcommands();
    }

    private static CommandLine line() {
        CommandLine line = new CommandLine(new WorkloadCommand()).setExpandAtFiles(false);
        line.getSubcommands().values().forEach(ChoiceText::registerIn);
        return line;
    }

    static boolean isWorkload(String name) {
        return all().containsKey(name);
    }

    /** Reads a workload's words as it will itself, so that wrong ones are told before anything is started. */
    static void check(List<String> words) throws UsageException {
        CommandLine line = line();
        try {
            CommandLine.ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
            for (CommandLine workload : parsed.asCommandLineList()) {
                if (workload.getCommand() instanceof TrainingCommand command) {
                    command.check();
                }
            }
        } catch (CommandLine.ParameterException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new UsageException(words.get(0) + ": " + message + (message.endsWith(".") ? "" : ".")
                    + " See `powermeter workloads " + words.get(0) + "`.");
        }
    }

    /** Shows a workload's options if that is all that its words ask for; returns whether they did. */
    static boolean helped(List<String> words) {
        if (!isWorkload(words.get(0))) {
            return false;
        }
        try {
            return CommandLine.printHelpIfRequested(line().parseArgs(words.toArray(String[]::new)));
        } catch (CommandLine.ParameterException e) {
            return false; // check() tells what is wrong
        }
    }
}
