package io.powermeter.cli;

import io.powermeter.meter.Run;
import io.powermeter.workloads.kernel.Backends;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The job: a child process with the meter's own terminal, input and output. */
final class Job {
    private static final int CANNOT_RUN = 126;
    private static final int NOT_FOUND = 127;
    private static final int ENOENT = 2;

    /** Holds the user's LC_ALL behind an equals sign, nothing if there is none; set by the launcher, which changes it. */
    static final String LOCALE_VARIABLE = "POWERMETER_JOB_LC_ALL";

    /** The text changed with the JDK's versions: "error=2, No such file" and "Exec failed, error: 2 (No such file...)". */
    private static final Pattern ERRNO = Pattern.compile("error[=:]\\s*(\\d+)");

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private static final long STATUS_NANOS = 1_000_000_000L;

    private final List<String> command;
    private final String name;
    private final boolean workload;

    private Job(List<String> command, String name, boolean workload) {
        this.command = command;
        this.name = name;
        this.workload = workload;
    }

    /**
     * Returns the job of some words: a bundled workload if the first word names one, else a command.
     *
     * @throws UsageException if the workload's options are wrong, or there is no such command
     */
    static Job of(JobWords words) throws UsageException {
        String first = words.decoded().get(0);
        if (WorkloadCommand.isWorkload(first)) {
            WorkloadCommand.check(words.decoded());
            return new Job(workloadCommand(words.decoded()), first, true);
        }
        if (words.survives(0) && !WINDOWS) { // which looks in its own places, and adds .exe
            requireCommand(first);
        }
        String readable = words.readable().get(0);
        int path = Math.max(readable.lastIndexOf('/'), readable.lastIndexOf(File.separatorChar));
        return new Job(words.command(), readable.substring(path + 1), false);
    }

    /** Returns what the job is called if the user does not say. */
    String name() {
        return name;
    }

    /** Returns whether a bundled workload ended because it could not use what it was given, before it began. */
    boolean refused(int exitCode) {
        return workload && exitCode == Main.USAGE;
    }

    /**
     * Runs the job and returns its exit code as a shell gives it, or 124 if it was ended because its time was over.
     *
     * @throws UsageException with exit code 126 or 127 if it cannot be started
     */
    int run(Run run, JobSignals signals, TimeLimit limit, StatusLine status) throws UsageException {
        if (signals.cancelled()) {
            run.warning(
                    "The job was not started: a signal came while the idle machine was measured. The numbers are of that time.");
            return signals.exitCode();
        }
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        restoreLocale(builder.environment());
        builder.environment().remove(GridSettings.TOKEN);
        run.eventsFile()
                .ifPresent(file -> builder.environment()
                        .put(Run.EVENTS_VARIABLE, file.toAbsolutePath().toString()));
        if (workload) {
            builder.redirectError(ProcessBuilder.Redirect.PIPE);
        }
        run.jobStarting();
        long starting = System.nanoTime();
        Process process = start(builder);
        // the call returns once the child runs the job's program: now is its begin, within a fraction of a millisecond;
        // but on a busy machine a short job may be over by now
        long started = System.nanoTime();
        long begin = process.isAlive() ? started : starting;
        WorkloadErrors errors = WorkloadErrors.passOn(process.getErrorStream(), System.err); // of a command, none
        // the meter may be busy with its first readings when a short job ends
        CompletableFuture<Long> ended = process.onExit().thenApply(gone -> System.nanoTime());
        signals.forwardTo(process);
        run.jobStarted(process.pid(), begin);
        limit.start(process, run::jobProcesses);
        int own = await(process, run, limit, status);
        signals.jobEnded();
        int exitCode = limit.isOver() ? TimeLimit.TIMED_OUT : own;
        long noticed = System.nanoTime();
        run.jobEnded(exitCode, Math.min(noticed, ended.getNow(noticed)));
        if (limit.isOver()) {
            run.warning(
                    "The job's time (--timeout) was over: it was told to end, and ended with exit code " + own + ".");
            limit.endTheRest();
        }
        status.clear();
        errors.awaitEnd();
        return exitCode;
    }

    /** The meter runs in a UTF-8 locale, since Java would lose what others lack; a command gets back the user's own. */
    private void restoreLocale(Map<String, String> environment) {
        String own = environment.remove(LOCALE_VARIABLE);
        if (own == null || workload) {
            return;
        }
        if (own.isEmpty()) {
            environment.remove("LC_ALL");
        } else {
            environment.put("LC_ALL", own.substring(1));
        }
    }

    private Process start(ProcessBuilder builder) throws UsageException {
        try {
            return builder.start();
        } catch (IOException e) {
            Matcher errno = ERRNO.matcher(String.valueOf(e.getMessage()));
            boolean missing = errno.find() && Integer.parseInt(errno.group(1)) == ENOENT;
            throw new UsageException(
                    command.get(0) + ": cannot be run: " + e.getMessage(), missing ? NOT_FOUND : CANNOT_RUN);
        }
    }

    private static int await(Process process, Run run, TimeLimit limit, StatusLine status) {
        while (true) {
            try {
                if (process.waitFor(limit.waitNanos(STATUS_NANOS), TimeUnit.NANOSECONDS)) {
                    return process.exitValue();
                }
                limit.enforce();
                status.show(run.live());
            } catch (InterruptedException e) {
                // nobody interrupts the main thread to end it: signals come another way
                continue;
            }
        }
    }

    /**
     * The workload runs in a JVM of its own, so that its cost can be told from the meter's; it may optimise, the meter not. It
     * allocates little once it is compiled, and before that much that is soon forgotten: a small young generation will do.
     */
    private static List<String> workloadCommand(List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmn32m",
                "-XX:MaxRAMPercentage=70",
                "-XX:-UsePerfData",
                "-Xshare:auto"));
        if (ModuleFinder.ofSystem().find(Backends.VECTOR_MODULE).isPresent()) {
            command.addAll(List.of("--add-modules", Backends.VECTOR_MODULE));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "workload"));
        command.addAll(words);
        return command;
    }

    private static void requireCommand(String first) throws UsageException {
        if (first.contains("/")) {
            Path file = Path.of(first);
            if (!Files.exists(file)) {
                throw new UsageException(first + ": no such file.", NOT_FOUND);
            }
            if (Files.isDirectory(file) || !Files.isExecutable(file)) {
                throw new UsageException(
                        first + ": permission denied: it is "
                                + (Files.isDirectory(file) ? "a folder." : "not executable."),
                        CANNOT_RUN);
            }
            return;
        }
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        for (String folder : path.split(File.pathSeparator)) {
            Path file = Path.of(folder, first);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                return;
            }
        }
        throw new UsageException(
                first + ": neither a bundled workload (see `powermeter workloads`) nor a command on the PATH.",
                NOT_FOUND);
    }
}
