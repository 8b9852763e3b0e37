package io.powermeter.dist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command, made of what its help is made of. */
final class ManPage {
    private final CommandLine line;
    private final CommandSpec spec;

    private ManPage(CommandLine line) {
        this.line = line;
        this.spec = line.getCommandSpec();
    }

    /**
     * Returns the pages of a command and of all below it that are not hidden, by the names of their files.
     *
     * @param day of the release, as {@code 2026-11-22}
     * @param closing what the page of the whole command has besides, as roff
     */
    static Map<String, String> all(CommandLine line, String day, String version, String closing) {
        Map<String, String> pages = new TreeMap<>();
        pages.put(name(line) + ".1", new ManPage(line).text(day, version, closing));
        visible(line).forEach(below -> pages.putAll(all(below, day, version, closing)));
        return pages;
    }

    private String text(String day, String version, String closing) {
        Roff roff = new Roff()
                .title(name(line), day, "powermeter " + version)
                .section("NAME")
                .raw(Roff.escaped(name(line)) + " \\- " + Roff.escaped(CompletionRows.description(spec)) + "\n")
                .section("SYNOPSIS")
                .lines(line.getHelp().synopsis(0).lines().toList())
                .section("DESCRIPTION")
                .words(description(spec));
        commands(roff);
        operands(roff);
        roff.section("OPTIONS");
        options(roff, spec);
        if (spec.name().equals("workloads")) {
            workloads(roff);
        }
        footer(roff);
        if (spec.parent() == null) {
            roff.raw(closing);
        }
        return roff.section("SEE ALSO").raw(seeAlso()).toString();
    }

    private void commands(Roff roff) {
        List<CommandLine> below = visible(line);
        if (!below.isEmpty()) {
            roff.section("COMMANDS");
            below.forEach(
                    command -> roff.item(Roff.bold(name(command)) + "(1)", description(command.getCommandSpec())));
        }
    }

    private void operands(Roff roff) {
        List<PositionalParamSpec> operands = spec.positionalParameters();
        if (!operands.isEmpty()) {
            roff.section("OPERANDS");
            operands.forEach(
                    operand -> roff.item(Roff.italic(operand.paramLabel()), String.join(" ", operand.description())));
        }
    }

    private static void options(Roff roff, CommandSpec spec) {
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                roff.item(term(option), String.join(" ", option.description()));
            }
        }
    }

    private static String term(OptionSpec option) {
        List<String> names = CompletionRows.names(option);
        String value = "=" + Roff.italic(option.paramLabel());
        String optional = option.arity().max() == 0 ? "" : "[" + value + "]";
        return names.stream().map(Roff::bold).collect(Collectors.joining(", "))
                + (option.arity().min() == 0 ? optional : value);
    }

    private void workloads(Roff roff) {
        roff.section("WORKLOADS");
        CompletionRows.workloads(line.getParent()).getSubcommands().forEach((name, workload) -> {
            CommandSpec job = workload.getCommandSpec();
            roff.subsection(name).words(description(job));
            options(roff, job);
        });
    }

    /** What the help ends with: lines, of which an empty one begins a paragraph. */
    private void footer(Roff roff) {
        String text = String.join("\n", spec.usageMessage().footer()).strip();
        if (!text.isEmpty()) {
            roff.section("NOTES").lines(text.lines().toList());
        }
    }

    /** The page above and those below. */
    private String seeAlso() {
        List<String> pages = new ArrayList<>();
        Stream.concat(Stream.ofNullable(line.getParent()), visible(line).stream())
                .forEach(page -> pages.add(".BR " + Roff.escaped(name(page)) + " (1)"));
        return String.join(",\n", pages) + "\n";
    }

    private static List<CommandLine> visible(CommandLine line) {
        return line.getSubcommands().values().stream()
                .filter(below -> !below.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    private static String name(CommandLine line) {
        return line.getCommandSpec().qualifiedName("-");
    }

    private static String description(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().description());
    }
}
