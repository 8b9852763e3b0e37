package io.powermeter.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * Signals are for the job. The meter outlives them, to tell what was measured.
 *
 * <p>Ctrl-C on a terminal reaches the job by itself, since both are in the terminal's foreground group; elsewhere, and for
 * every other signal, the meter passes it on. The handlers are real ones: an ignored signal would be ignored by the job too.
 */
@SuppressWarnings("sunapi") // the JDK has no other way; jdk.unsupported exports it in 17 and 25
final class JobSignals {
    private static final int SIGNALLED = 128;

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private volatile @Nullable Process process;
    private volatile int exitCode;

    private JobSignals() {}

    /** Takes over SIGINT, SIGTERM and SIGHUP. */
    static JobSignals install() {
        JobSignals signals = new JobSignals();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            try {
                Signal.handle(new Signal(name), signals::on);
            } catch (IllegalArgumentException e) {
                // a system without this signal, or a JVM started with -Xrs: it ends the meter as ever
            }
        }
        return signals;
    }

    /** Passes signals on to {@code process} from now on. */
    void forwardTo(Process process) {
        this.process = process;
    }

    /** Returns whether a signal came. */
    boolean cancelled() {
        return cancelled.getCount() == 0;
    }

    /** Returns the exit code that a shell gives to a program ended by the signal that came first. */
    int exitCode() {
        return exitCode;
    }

    /** Waits, but no longer than until a signal comes. */
    void sleep(Duration time) {
        try {
            cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void on(Signal signal) {
        Process job = process;
        if (job != null && !job.isAlive()) {
            // the job is over: whoever signals now does not want to wait for the report
            Runtime.getRuntime().halt(SIGNALLED + signal.getNumber());
        }
        exitCode = cancelled() ? exitCode : SIGNALLED + signal.getNumber();
        cancelled.countDown();
        if (job != null && !(signal.getName().equals("INT") && Terminal.isTerminal(0))) {
            forward(job, signal.getName());
        }
    }

    private static void forward(Process job, String signal) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + job.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            job.destroy();
        }
    }
}
