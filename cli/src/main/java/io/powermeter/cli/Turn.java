package io.powermeter.cli;

import java.nio.file.Path;

/**
 * One of the runs of a job.
 *
 * @param number from 1 on
 * @param of how many
 * @param warmup whether nothing of it is kept
 */
record Turn(int number, int of, boolean warmup) {
    /** Returns its folder if all of them were asked for at {@code out}: that itself if only one is kept. */
    Path folder(Path out) {
        return warmup
                ? out.resolveSibling(out.getFileName() + "-warm-up-" + number)
                : of == 1 ? out : out.resolve(String.valueOf(number));
    }

    /** Returns for instance {@code run 2 of 5}. */
    @Override
    public String toString() {
        return (warmup ? "warm-up " : "run ") + number + " of " + of;
    }
}
