package io.powermeter.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many times jobs are run, where the user says. */
final class RepeatOptions {
    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Run each job N times, each time in a run folder of its own; ends with a comparison.")
    private @Nullable Integer repeat;

    @Option(
            names = "--warmup",
            paramLabel = "K",
            description = "Run each job K times before that, and keep nothing of it.")
    private @Nullable Integer warmup;

    @Option(names = "--cooldown", paramLabel = "TIME", description = "Rest this long between two runs.")
    private @Nullable Duration cooldown;

    /**
     * Returns what the user said, and of what he did not another.
     *
     * @throws UsageException if a number means nothing
     */
    Repeats or(Repeats otherwise) throws UsageException {
        int wanted = repeat == null ? otherwise.repeat() : repeat;
        int before = warmup == null ? otherwise.warmup() : warmup;
        if (wanted < 1) {
            throw new UsageException("--repeat is " + wanted + ", allowed is 1 or more.");
        }
        if (before < 0) {
            throw new UsageException("--warmup is " + before + ", allowed is 0 or more.");
        }
        return new Repeats(wanted, before, cooldown == null ? otherwise.cooldown() : cooldown);
    }
}
