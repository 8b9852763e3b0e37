package io.powermeter.cli;

import io.powermeter.host.Host;
import io.powermeter.meter.Run;
import io.powermeter.process.RunningProcess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code powermeter attach}: measures what already runs. */
@Command(
        name = "attach",
        description = "Measure a process that runs already, with its children.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Ends with the process, after --for, or by Ctrl-C, which the process is not told of.",
            "What it used before is not counted. Exit codes: 0, 2 wrong usage, 3 the meter failed."
        })
final class AttachCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final long STATUS_NANOS = 1_000_000_000L;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "End after this time; with the process if not given.")
    private Duration length = Duration.ZERO;

    @Mixin
    private RunOptions options = new RunOptions();

    @Parameters(paramLabel = "PID", description = "The process.")
    private long pid;

    @Override
    public Integer call() throws UsageException {
        Linux.require(Host.local(), "attach");
        RunningProcess process = process();
        JobSignals signals = JobSignals.install();
        // a process may call itself anything, its secret too; which program it is stays known
        String itsName = options.redacts() ? program(process) : process.name();
        String name = options.names(1).map(names -> names.get(0)).orElse(itsName);
        PrintWriter err = spec.commandLine().getErr();
        try (Run run = options.start(meter -> meter.attach(name, process), meter -> {}, err);
                CarbonOptions.Following grid = options.followGrid(run)) {
            return measure(process, run, grid, signals);
        }
    }

    private static String program(RunningProcess process) {
        Path file = Path.of(process.command().get(0)).getFileName();
        return file == null ? "process" : file.toString();
    }

    private int measure(RunningProcess process, Run run, CarbonOptions.Following grid, JobSignals signals) {
        await(process, run, signals);
        signals.jobEnded();
        grid.close();
        run.close();
        String ending = "process " + pid + (process.lives() ? " goes on" : " ended");
        PrintWriter err = spec.commandLine().getErr();
        return options.report(run, (summary, written) -> EndTable.print(err, summary, ending, written), err);
    }

    private RunningProcess process() throws UsageException {
        if (pid == ProcessHandle.current().pid()) {
            throw new UsageException("Process " + pid + " is the meter itself. Give the number of another one.");
        }
        return RunningProcess.of(Host.local(), pid)
                .orElseThrow(() -> new UsageException(
                        "There is no process " + pid + " that runs and may be seen. `ps -e` lists those that do."));
    }

    private void await(RunningProcess process, Run run, JobSignals signals) {
        StatusLine status = options.status();
        long begin = System.nanoTime();
        long shown = begin;
        while (process.lives() && !signals.cancelled()) {
            long now = System.nanoTime();
            long left = length.isZero() ? Long.MAX_VALUE : length.toNanos() - (now - begin);
            if (left <= 0) {
                break;
            }
            signals.sleep(left < LOOK.toNanos() ? Duration.ofNanos(left) : LOOK);
            if (now - shown >= STATUS_NANOS) {
                status.show(run.live());
                shown = now;
            }
        }
        status.clear();
    }
}
