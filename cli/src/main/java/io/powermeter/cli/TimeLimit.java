package io.powermeter.cli;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ends a job that takes too long, and everything that it started: with SIGTERM first and, for what still lives after a grace,
 * with SIGKILL.
 */
final class TimeLimit {
    /** The exit code of timeout(1) of the GNU coreutils. */
    static final int TIMED_OUT = 124;

    /** How long a job may take to end by itself. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final @Nullable Duration limit;
    private final long graceNanos;
    private final Set<ProcessHandle> told = new LinkedHashSet<>();
    private @Nullable Process job;
    private Supplier<List<Long>> members = List::of;
    private long nextNanos;

    /** Makes a limit that is not reached if {@code limit} is null. */
    TimeLimit(@Nullable Duration limit, Duration grace) {
        this.limit = limit;
        this.graceNanos = grace.toNanos();
    }

    /**
     * Begins the job's time now.
     *
     * @param members tells which processes are the job's, besides those that its first one's descendants are
     */
    void start(Process job, Supplier<List<Long>> members) {
        this.job = job;
        this.members = members;
        if (limit != null) {
            nextNanos = System.nanoTime() + limit.toNanos();
        }
    }

    /** Returns whether the job was told to end. */
    boolean isOver() {
        return !told.isEmpty();
    }

    /** Returns how long the job may be waited for now, at most {@code most}. */
    long waitNanos(long most) {
        return limit == null ? most : Math.max(0, Math.min(most, nextNanos - System.nanoTime()));
    }

    /** Does what is due: tells the job to end, or ends it. */
    void enforce() {
        Process process = job;
        if (process == null || limit == null || System.nanoTime() - nextNanos < 0) {
            return;
        }
        if (isOver()) {
            kill();
        } else {
            told.add(process.toHandle());
            told.addAll(process.descendants().toList());
            members().forEach(told::add);
            told.forEach(ProcessHandle::destroy);
        }
        nextNanos = System.nanoTime() + graceNanos;
    }

    /** Waits until what the job started is gone as well, no longer than the grace, and ends what is left. */
    void endTheRest() {
        if (!isOver()) {
            return;
        }
        CompletableFuture<?> gone =
                CompletableFuture.allOf(told.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            gone.get(waitNanos(graceNanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            kill();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e); // nobody interrupts the main thread, and an exit does not fail
        }
    }

    /** What was started since is a child of what was told, or a member of the job, or has left. */
    private void kill() {
        Stream.concat(told.stream().flatMap(ProcessHandle::descendants), members())
                .toList()
                .forEach(told::add);
        told.forEach(ProcessHandle::destroyForcibly);
    }

    private Stream<ProcessHandle> members() {
        return members.get().stream().map(ProcessHandle::of).flatMap(Optional::stream);
    }
}
