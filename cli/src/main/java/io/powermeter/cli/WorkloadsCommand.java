package io.powermeter.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code powermeter workloads}: lists the bundled workloads. */
@Command(name = "workloads", description = "The bundled workloads and their options.", mixinStandardHelpOptions = true)
final class WorkloadsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (CommandLine workload : WorkloadCommand.all().values()) {
            workload.usage(out);
            out.println();
        }
        out.flush();
        return 0;
    }
}
