package io.powermeter.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code powermeter run}: runs a job inside the meter. */
@Command(
        name = "run",
        description = "Run a bundled workload or any command inside the meter.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "powermeter run [options] -- <workload [its options] | command [args]>",
            "       powermeter run [options] -- JOB --vs JOB [--vs JOB]..."
        },
        footer = {
            "",
            "The job keeps its terminal, input and output; its exit code is passed through.",
            "Exit codes of the meter: 2 wrong usage, 3 the meter failed although the job ran,",
            "124 --timeout is over, 126 and 127 a command that cannot be run or found, as in a shell.",
            "Jobs with --vs between them are run in turn, A B A B, and compared; the first is the baseline.",
            "A command's own --vs is told by sh -c '...'.",
            "--repeat ends with the first run that does not end with 0, and with its exit code.",
            "Every option also by environment (POWERMETER_COUNTRY) and in",
            "~/.config/powermeter/config.properties (country = FR)."
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--continue",
            fallbackValue = "true",
            description = "Append to the run in --out as one more segment; the pause in between is not counted.")
    private boolean continued;

    @Mixin
    private RepeatOptions repeat = new RepeatOptions();

    @Mixin
    private JobOptions jobs = new JobOptions();

    @Parameters(paramLabel = "JOB", arity = "1..*", description = "The job and its arguments.")
    private List<String> words = List.of();

    @Override
    public Integer call() throws UsageException {
        PrintWriter err = spec.commandLine().getErr();
        JobWords given = JobWords.lastOfCommandLine(words);
        for (JobWords job : given.split(NamedJob.SEPARATOR)) {
            if (!job.decoded().isEmpty() && WorkloadCommand.helped(job.decoded())) {
                return 0;
            }
        }
        jobs.check();
        RunOptions options = jobs.ofRuns();
        if (continued && options.out().isEmpty()) {
            throw new UsageException("--continue needs the run to append to. Give its folder with --out.");
        }
        Repeats repeats = repeat.or(Repeats.ONCE);
        boolean several = repeats.several() || given.decoded().contains(NamedJob.SEPARATOR);
        if (several) {
            if (continued) {
                throw new UsageException(
                        "--continue appends one run to another. Leave out --repeat, --warmup and --vs.");
            }
            jobs.requireNewFolder();
        }
        List<NamedJob> named = NamedJob.of(given, options);
        jobs.begin();
        JobSignals signals = JobSignals.install(several);
        if (!several) {
            return jobs.run(
                    signals,
                    new Turn(named.get(0), 1, 1, false),
                    continued ? JobOptions.Kind.CONTINUED : JobOptions.Kind.SINGLE,
                    (summary, exitCode, written) -> EndTable.print(err, summary, "exit code " + exitCode, written),
                    err);
        }
        return new Series(jobs, repeats, signals, Contest.USUAL, err).run(number -> named);
    }
}
