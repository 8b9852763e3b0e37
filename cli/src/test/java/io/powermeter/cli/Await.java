package io.powermeter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does. */
final class Await {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Await() {}

    /** Returns once {@code condition} holds. */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Returns once a process is stopped: state T of proc_pid_stat(5). */
    static void untilStopped(long pid) throws Exception {
        until(
                pid + " is stopped",
                () -> Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") T "));
    }

    /** Returns once {@code file} is there and holds a line. */
    static void untilLine(Path file) throws Exception {
        until(
                file + " has a line",
                () -> Files.exists(file) && Files.readString(file).endsWith("\n"));
    }
}
