package io.powermeter.cli;

import java.nio.file.Path;

/**
 * One of the runs of a job.
 *
 * @param job whose it is
 * @param number from 1 on
 * @param of how many
 * @param warmup whether nothing of it is kept
 */
record Turn(NamedJob job, int number, int of, boolean warmup) {
    /** Returns its folder if all of them were asked for at {@code out}: that itself if only one is kept. */
    Path folder(Path out) {
        boolean only = job.folder().isEmpty();
        if (warmup) {
            return out.resolveSibling(out.getFileName() + (only ? "" : "-" + job.folder()) + "-warm-up-" + number);
        }
        return only && of == 1 ? out : out.resolve(job.folder()).resolve(String.valueOf(number));
    }

    /** Returns for instance {@code run 2 of 5}. */
    @Override
    public String toString() {
        return (warmup ? "warm-up " : "run ") + number + " of " + of;
    }
}
