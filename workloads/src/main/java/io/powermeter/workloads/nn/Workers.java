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

    /** Starts count - 1 threads, which end with the JVM. */
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

    /** Does tasks 0 to count - 1, each on a thread of its own, and returns when all are done. */
    public void run(IntConsumer task) {
        var started = IntStream.range(1, count)
                .<Future<?>>mapToObj(i -> others.submit(() -> task.accept(i)))
                .toList();
        task.accept(0);
        for (Future<?> one : started) {
            await(one);
        }
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
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
