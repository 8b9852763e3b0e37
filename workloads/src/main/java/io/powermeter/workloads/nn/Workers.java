package io.powermeter.workloads.nn;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A fixed number of threads, the caller's among them, that share out a piece of work again and again. */
public final class Workers implements AutoCloseable {

    private final int count;
    private final ExecutorService others;

    /** Takes count - 1 threads besides the caller's, which start when they are needed and end when this is closed. */
    public Workers(int count) {
        this.count = count;
        this.others = Executors.newFixedThreadPool(Math.max(1, count - 1), task -> {
            Thread thread = new Thread(task, "worker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many threads work. */
    public int count() {
        return count;
    }

    /** Does tasks 0 to tasks - 1, at most {@link #count}, each on a thread of its own; returns when all are done. */
    public void run(int tasks, IntConsumer task) {
        var started = IntStream.range(1, tasks)
                .<Future<?>>mapToObj(i -> others.submit(() -> task.accept(i)))
                .toList();
        try {
            task.accept(0);
        } finally {
            started.forEach(Workers::await);
        }
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("A worker failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while workers were busy.", e);
        }
    }

    @Override
    public void close() {
        others.shutdown();
    }
}
