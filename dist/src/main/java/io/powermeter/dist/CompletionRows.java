package io.powermeter.dist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands as rows, which the completion of every shell looks up: the command, a word that may stand behind it, what
 * follows the word, and a description, with tabs between.
 *
 * <p>The command is {@code powermeter run}, or {@code job sgd} for a workload behind {@code run --}. The word is an option, a
 * subcommand, or {@code *} for an operand. What follows is {@code command} for a subcommand; for an option {@code none},
 * {@code text}, {@code file}, {@code folder}, words with bars between (the last is {@code FILE} if it may be a file as well), the
 * same behind a comma if several of them may be given, or for an operand {@code job}: the words of another command.
 */
final class CompletionRows {
    private static final String JOB = "JOB";

    private final List<String> rows = new ArrayList<>();

    private CompletionRows() {}

    /** Returns the rows of a command, those of its subcommands, and of the hidden one that has the workloads. */
    static List<String> of(CommandLine line) {
        CompletionRows rows = new CompletionRows();
        rows.add(line, line.getCommandName());
        workloads(line).getSubcommands().forEach((name, workload) -> {
            rows.row("job", name, "command", description(workload.getCommandSpec()));
            rows.add(workload, "job " + name);
        });
        return List.copyOf(rows.rows);
    }

    /** Returns the command whose subcommands are the workloads. */
    static CommandLine workloads(CommandLine line) {
        return Optional.ofNullable(line.getSubcommands().get("workload")).orElseThrow();
    }

    private void add(CommandLine line, String command) {
        CommandSpec spec = line.getCommandSpec();
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                names(option).forEach(name -> row(command, name, value(option), first(option.description())));
            }
        }
        for (PositionalParamSpec operand : spec.positionalParameters()) {
            row(command, "*", value(operand), first(operand.description()));
        }
        line.getSubcommands().forEach((name, subcommand) -> {
            CommandSpec below = subcommand.getCommandSpec();
            if (!below.usageMessage().hidden()) {
                row(command, name, "command", description(below));
                add(subcommand, command + " " + name);
            }
        });
    }

    private void row(String command, String word, String value, String description) {
        rows.add(String.join("\t", command, word, value, description.replace('\t', ' ')));
    }

    /** Returns all names of an option. */
    static List<String> names(OptionSpec option) {
        List<String> names = new ArrayList<>(List.of(option.names()));
        if (option.negatable()) {
            names.add(option.longestName().replaceFirst("^--", "--no-"));
        }
        return names;
    }

    /** The labels are words of the help, and say more than the types. */
    private static String value(ArgSpec argument) {
        if (argument.isOption() && argument.arity().min() == 0) {
            return "none"; // or a value behind an equals sign, never the next word
        }
        String label = argument.paramLabel();
        if (label.equals(JOB)) {
            return "job";
        }
        if (argument.completionCandidates() != null) {
            String words = String.join(
                    "|",
                    StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                            .map(CompletionRows::asTyped)
                            .toList());
            return label.equals("KINDS") ? "," + words : label.endsWith("|FILE") ? words + "|FILE" : words;
        }
        if (label.equals("DIR") || label.equals("RUN")) {
            return "folder";
        }
        return argument.type().equals(java.nio.file.Path.class) || label.contains("FILE") ? "file" : "text";
    }

    /** A constant without a text of its own is typed in small letters. */
    private static String asTyped(String candidate) {
        return candidate.equals(candidate.toUpperCase(Locale.ROOT)) ? candidate.toLowerCase(Locale.ROOT) : candidate;
    }

    /** Returns what a command does, in one line without a full stop. */
    static String description(CommandSpec spec) {
        return first(spec.usageMessage().description());
    }

    /** Shells show one line: the first sentence. */
    private static String first(String[] description) {
        String text = String.join(" ", description);
        int end = text.indexOf(". ");
        return (end < 0 ? text : text.substring(0, end + 1)).replaceFirst("[.:]$", "");
    }
}
