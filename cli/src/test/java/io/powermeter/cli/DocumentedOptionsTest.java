package io.powermeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every {@code powermeter ...} of the documentation, in blocks and in sentences, is one that the program understands. */
class DocumentedOptionsTest {
    private final CommandLine program = program();
    private final Map<String, CommandLine> workloads = WorkloadCommand.all();

    @Test
    void page_everyCommand_isUnderstood() {
        List<DocCommand> commands =
                DocPage.all().stream().flatMap(DocumentedOptionsTest::commands).toList();

        assertThat(commands).hasSizeGreaterThan(80);
        assertThat(commands.stream().map(this::complaint).flatMap(Optional::stream))
                .isEmpty();
    }

    @Test
    void complaint_optionOrCommandThatIsNone_isTold() {
        assertThat(complaint("powermeter run --cuontry FR -- sgd"))
                .hasValueSatisfying(told -> assertThat(told)
                        .startsWith("a.md:1: powermeter run --cuontry FR -- sgd: Unknown option: '--cuontry'"));
        assertThat(complaint("powermeter comprae RUN")).isPresent();
        assertThat(complaint("powermeter run -- sgd --epoch 3")).isPresent();
        assertThat(complaint("powermeter run -- sgd --vs snip --sparsty 0.9")).isPresent();
        assertThat(complaint("powermeter run --period often -- sgd")).isPresent();
        assertThat(complaint("powermeter run --period 10ms -- 'sgd'  # comment --x"))
                .isEmpty();
    }

    private Optional<String> complaint(String code) {
        return complaint(DocCommand.in("a.md:1", code, true).get(0));
    }

    private static Stream<DocCommand> commands(DocPage page) {
        List<DocCommand> commands = new ArrayList<>();
        page.blocks().stream()
                .filter(DocBlock::isCommands)
                .forEach(block -> commands.addAll(DocCommand.in(block.place(), block.script(), false)));
        page.text().accept(new AbstractVisitor() {
            @Override
            public void visit(Code code) {
                commands.addAll(DocCommand.in(page.file() + ":" + line(code), code.getLiteral(), true));
            }
        });
        return commands.stream();
    }

    private static int line(Node node) {
        Node block = node;
        while (block.getSourceSpans().isEmpty() && block.getParent() != null) {
            block = block.getParent();
        }
        return block.getSourceSpans().get(0).getLineIndex() + 1;
    }

    private Optional<String> complaint(DocCommand command) {
        try {
            CommandLine.ParseResult parsed = program.parseArgs(command.words().toArray(String[]::new));
            checkJobs(parsed);
        } catch (CommandLine.UnmatchedArgumentException e) {
            return Optional.of(told(command, e));
        } catch (CommandLine.ParameterException e) {
            boolean unfinished = command.prose() && e instanceof CommandLine.MissingParameterException;
            return unfinished || command.hasPlaceholder() ? Optional.empty() : Optional.of(told(command, e));
        }
        return Optional.empty();
    }

    private static String told(DocCommand command, Exception e) {
        return command.place() + ": powermeter " + String.join(" ", command.words()) + ": " + e.getMessage();
    }

    /** A workload's options are its own; those of a command are not ours to know. */
    private void checkJobs(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult command = parsed.subcommand();
        if (command == null
                || !command.commandSpec().name().equals("run")
                || command.matchedPositionals().isEmpty()) {
            return;
        }
        List<String> job = new ArrayList<>();
        for (String word : Stream.concat(
                        command.matchedPositional(0).originalStringValues().stream(), Stream.of("--vs"))
                .toList()) {
            if (!word.equals("--vs")) {
                job.add(word);
            } else {
                checkWorkload(job);
                job.clear();
            }
        }
    }

    private void checkWorkload(List<String> job) {
        CommandLine workload = workloads.get(job.get(0));
        if (workload != null && !job.contains("...")) {
            workload.getParent().parseArgs(job.toArray(String[]::new));
        }
    }

    private static CommandLine program() {
        CommandLine line = new CommandLine(new Main());
        Main.commands(new String[0], false).forEach(line::addSubcommand);
        line.setPosixClusteredShortOptionsAllowed(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, new DurationText());
        line.getSubcommands().get("run").setStopAtPositional(true);
        return line;
    }
}
