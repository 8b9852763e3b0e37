package io.powermeter.cli.selftest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A fixed amount of work in a child process: a shell counts. It tells its CPU time itself at its end, in nanoseconds, from
 * {@code /proc/PID/schedstat}; the kernel's ticks of 10 ms would be 1 % of it.
 *
 * @param rounds how far it counts
 * @param starter starts it
 */
record ReferenceJob(long rounds, SelfTest.Starter starter) {
    private static final long TRIAL_ROUNDS = 100_000;

    /** Returns the job that takes about {@code time} on this machine. */
    static ReferenceJob lasting(Duration time, SelfTest.Starter starter) throws IOException, InterruptedException {
        ReferenceJob trial = new ReferenceJob(TRIAL_ROUNDS, starter);
        trial.run(ProcessWatcher.NONE);
        Cost cost = trial.run(ProcessWatcher.NONE);
        double seconds = cost.cpuSeconds() > 0 ? cost.cpuSeconds() : cost.seconds(); // others may be at work
        return new ReferenceJob(Math.max(1, Math.round(TRIAL_ROUNDS * time.toNanos() / 1e9 / seconds)), starter);
    }

    /** Returns the words of its command. */
    List<String> command() {
        return List.of(
                "/bin/sh",
                "-c",
                "i=0; while [ $i -lt " + rounds
                        + " ]; do i=$((i+1)); done; read ns rest </proc/$$/schedstat && echo $ns");
    }

    /** Runs it to its end. */
    Cost run(ProcessWatcher watcher) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = starter.start(command());
        watcher.started(process.pid());
        int exitCode = process.waitFor();
        long end = System.nanoTime();
        watcher.ended(exitCode);
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return new Cost((end - start) / 1e9, told.matches("\\d{1,18}") ? Long.parseLong(told) / 1e9 : Double.NaN);
    }

    /** Is told of the job. */
    interface ProcessWatcher {
        /** Does nothing. */
        ProcessWatcher NONE = new ProcessWatcher() {
            @Override
            public void started(long pid) {}

            @Override
            public void ended(int exitCode) {}
        };

        void started(long pid);

        void ended(int exitCode);
    }

    /**
     * What a run of it took.
     *
     * @param seconds from its start to its end
     * @param cpuSeconds on a CPU, NaN if the kernel does not tell
     */
    record Cost(double seconds, double cpuSeconds) {}
}
