package io.powermeter.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code powermeter workloads}: lists the bundled workloads, or the options of one. */
@Command(
        name = "workloads",
        description = "The bundled workloads, or the options of one.",
        mixinStandardHelpOptions = true)
final class WorkloadsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            completionCandidates = Names.class,
            description = "The workload whose options are shown.")
    private @Nullable String name;

    @Override
    public Integer call() throws UsageException {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, CommandLine> all = WorkloadCommand.all();
        if (name == null) {
            list(all, out);
        } else if (all.containsKey(name)) {
            all.get(name).usage(out);
        } else {
            throw new UsageException(
                    "No workload " + name + ": choose one of " + String.join(", ", all.keySet()) + ".");
        }
        out.flush();
        return 0;
    }

    private static void list(Map<String, CommandLine> all, PrintWriter out) {
        int width = all.keySet().stream().mapToInt(String::length).max().orElse(0);
        all.forEach((workload, line) -> out.printf(
                Locale.ROOT,
                "%-" + width + "s  %s%n",
                workload,
                String.join(" ", line.getCommandSpec().usageMessage().description())));
        out.println();
        out.println("Run one: powermeter run -- NAME [options]. Its options: powermeter workloads NAME.");
    }

    /** The names of the workloads, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return WorkloadCommand.names().iterator();
        }
    }
}
