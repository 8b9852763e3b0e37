package io.powermeter.cli;

import io.powermeter.meter.Clock;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Grouping;
import io.powermeter.reports.comparison.Part;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code powermeter study}: runs what a study file says, and compares it with what others found. */
@Command(
        name = "study",
        description = "Run a study: jobs in turn, compared on one page beside what others found.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Without a name: the bundled studies. docs/studies.md says how to write one.",
            "Exit codes: those of `powermeter run`; 2 also for a study file that is wrong."
        })
final class StudyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "NAME|FILE",
            arity = "0..1",
            completionCandidates = BundledStudies.Names.class,
            description = "A bundled study, or a study file.")
    private @Nullable String study;

    @Option(names = "--quick", fallbackValue = "true", description = "Less of it, within two minutes if it is bundled.")
    private boolean quick;

    @Option(
            names = "--print",
            fallbackValue = "true",
            description = "Print the study file, to copy it, and run nothing.")
    private boolean print;

    @Mixin
    private RepeatOptions repeat = new RepeatOptions();

    @Mixin
    private JobOptions jobs = new JobOptions();

    @Override
    public Integer call() throws UsageException {
        PrintWriter out = spec.commandLine().getOut();
        if (study == null) {
            StudyList.print(out);
            return 0;
        }
        String text = BundledStudies.text(study);
        if (print) {
            out.print(text);
            out.flush();
            return 0;
        }
        return run(StudyReader.read(text, study), BundledStudies.label(study));
    }

    private int run(StudyFile file, String label) throws UsageException {
        PrintWriter err = spec.commandLine().getErr();
        RunOptions options = jobs.ofRuns();
        jobs.check();
        if (options.named()) {
            throw new UsageException("--name is not for studies: their runs have the names of the study file.");
        }
        Repeats repeats = repeat.or((quick ? file.quick() : file.full()).repeats());
        options.outUnlessGiven(ComparisonFolder.anew(Clock.system().now(), "study-" + label));
        jobs.requireNewFolder();
        List<List<NamedJob>> named = new ArrayList<>();
        for (int i = 1; i <= Math.max(repeats.repeat(), repeats.warmup()); i++) {
            named.add(jobs(file, i)); // all of them before the first is run, so that a wrong one is told at once
        }
        jobs.begin();
        JobSignals signals = JobSignals.install(true);
        return new Series(jobs, repeats, signals, contest(file), err).run(number -> named.get(number - 1));
    }

    private List<NamedJob> jobs(StudyFile file, int number) throws UsageException {
        List<List<String>> words =
                file.runs().stream().map(run -> run.words(quick, number)).toList();
        return NamedJob.of(file.runs().stream().map(StudyFile.Entry::name).toList(), words);
    }

    private Contest contest(StudyFile file) {
        Map<String, List<Part>> parts = new HashMap<>();
        file.runs().forEach(run -> parts.put(run.name(), file.parts(run, quick)));
        return new Contest(
                new Comparison.Terms(Grouping.NAME, file.baseline(), file.quality(), false), file.study(), parts);
    }
}
