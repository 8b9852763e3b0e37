package io.powermeter.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        mixinStandardHelpOptions = true)
final class WorkloadCommand implements Callable<Integer> {
    private static final Map<String, Class<? extends TrainingCommand>> WORKLOADS = new LinkedHashMap<>();

    static {
        WORKLOADS.put("sgd", SgdCommand.class);
        WORKLOADS.put("early-exit", EarlyExitCommand.class);
        WORKLOADS.put("mcmc-sparse", McmcSparseCommand.class);
        WORKLOADS.put("mcmc-binary", McmcBinaryCommand.class);
        WORKLOADS.put("snip", SnipCommand.class);
        WORKLOADS.put("magnitude", MagnitudeCommand.class);
        WORKLOADS.put("edge-popup", EdgePopupCommand.class);
        WORKLOADS.put("binaryconnect", BinaryConnectCommand.class);
        WORKLOADS.put("binarynet", BinaryNetCommand.class);
        WORKLOADS.put("kernels", KernelsCommand.class);
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws UsageException {
        throw new UsageException("workload needs a name: one of " + String.join(", ", names()) + ".");
    }

    /** Returns the workloads' names. */
    static Set<String> names() {
        return Collections.unmodifiableSet(WORKLOADS.keySet());
    }

    /** Returns the workloads by name. */
    static Map<String, CommandLine> all() {
        return line(List.of()).getSubcommands();
    }

    /** Returns the command that reads a workload's words; only that one is looked at, since looking at them all takes 0.1 s. */
    static CommandLine line(List<String> words) {
        CommandLine line = new CommandLine(new WorkloadCommand()).setExpandAtFiles(false);
        WORKLOADS.forEach((name, type) -> {
            if (words.isEmpty() || !isWorkload(words.get(0)) || name.equals(words.get(0))) {
                line.addSubcommand(name, type);
            }
        });
        line.getSubcommands().values().forEach(ChoiceText::registerIn);
        return line;
    }

    static boolean isWorkload(String name) {
        return WORKLOADS.containsKey(name);
    }

    /** Reads a workload's words as it will itself, so that wrong ones are told before anything is started. */
    static void check(List<String> words) throws UsageException {
        CommandLine line = line(words);
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
            return CommandLine.printHelpIfRequested(line(words).parseArgs(words.toArray(String[]::new)));
        } catch (CommandLine.ParameterException e) {
            return false; // check() tells what is wrong
        }
    }
}
