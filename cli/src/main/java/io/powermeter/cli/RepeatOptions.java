package io.powermeter.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How many times {@code run} runs a job. */
final class RepeatOptions {
    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run each job N times, each time in a run folder of its own; ends with a comparison.")
    private int repeat = 1;

    @Option(
            names = "--warmup",
            paramLabel = "K",
            defaultValue = "0",
            description = "Run each job K times before that, and keep nothing of it (default ${DEFAULT-VALUE}).")
    private int warmup;

    @Option(
            names = "--cooldown",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "Rest this long between two runs (default: not).")
    private Duration cooldown = Duration.ZERO;

    /** Refuses numbers that mean nothing. */
    void check() throws UsageException {
        if (repeat < 1) {
            throw new UsageException("--repeat is " + repeat + ", allowed is 1 or more.");
        }
        if (warmup < 0) {
            throw new UsageException("--warmup is " + warmup + ", allowed is 0 or more.");
        }
    }

    /** Returns whether there is more than one run of each job. */
    boolean several() {
        return repeat > 1 || warmup > 0;
    }

    /** Returns how many runs of each job are kept. */
    int wanted() {
        return repeat;
    }

    Duration cooldown() {
        return cooldown;
    }

    /** Returns the runs in their order: each job once, and again, so that a drift of the machine hits all alike. */
    List<Turn> turns(List<NamedJob> jobs) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 1; i <= warmup; i++) {
            for (NamedJob job : jobs) {
                turns.add(new Turn(job, i, warmup, true));
            }
        }
        for (int i = 1; i <= repeat; i++) {
            for (NamedJob job : jobs) {
                turns.add(new Turn(job, i, repeat, false));
            }
        }
        return List.copyOf(turns);
    }
}
