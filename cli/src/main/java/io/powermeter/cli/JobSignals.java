package io.powermeter.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signals are for the job. The meter outlives them, to tell what was measured.
 *
 * <p>Ctrl-C on a terminal reaches the job by itself, since both are in the terminal's foreground group; elsewhere, and for
 * every other signal, the meter passes it on. The handlers are real ones: an ignored signal would be ignored by the job too.
 */
final class JobSignals {
    private static final int SIGNALLED = 128;

    /** Ctrl-C ends many jobs at once: the meter may well hear of their end before it hears of the signal. */
    private static final long STILL_FOR_THE_JOB_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final boolean several;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private @Nullable Process process;
    private volatile @Nullable JobSignal first;
    private @Nullable Long endedNanos;
    private volatile boolean idling;

    private JobSignals(boolean several) {
        this.several = several;
    }

    /** Takes over SIGINT, SIGTERM, SIGHUP and SIGUSR1 for one job. */
    static JobSignals install() {
        return install(false);
    }

    /**
     * Takes over SIGINT, SIGTERM, SIGHUP and SIGUSR1.
     *
     * @param several whether there are several jobs, one after the other: a signal between two of them keeps the next from
     *     being started
     */
    static JobSignals install(boolean several) {
        JobSignals signals = new JobSignals(several);
        for (JobSignal signal : JobSignal.values()) {
            signal.handle(() -> signals.on(signal));
        }
        return signals;
    }

    /** Passes signals on to {@code process} from now on, and at once the one that came while it was made. */
    synchronized void forwardTo(Process process) {
        this.process = process;
        endedNanos = null;
        JobSignal before = first;
        if (before != null) {
            forward(process, before);
        }
    }

    /** Takes note that the job is over: a signal from now on, but for those on their way, is for the meter. */
    synchronized void jobEnded() {
        endedNanos = System.nanoTime();
    }

    /** Returns whether a signal came. */
    boolean cancelled() {
        return cancelled.getCount() == 0;
    }

    /** Returns the exit code that a shell gives to a program ended by the signal that came first; 0 if none came. */
    int exitCode() {
        JobSignal signal = first;
        return signal == null ? 0 : SIGNALLED + signal.number();
    }

    /** Waits, but no longer than until a signal comes. */
    void sleep(Duration time) {
        idling = true;
        try {
            cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            idling = false;
        }
    }

    private synchronized void on(JobSignal signal) {
        Process job = process;
        if (!signal.ends()) {
            if (job != null && job.isAlive()) {
                forward(job, signal);
            }
            return; // without a job nobody is asked: the meter has no checkpoint to make
        }
        if (endedNanos != null
                && !idling
                && (cancelled() || !several)
                && System.nanoTime() - endedNanos > STILL_FOR_THE_JOB_NANOS) {
            // whoever signals now does not want to wait for the report
            Runtime.getRuntime().halt(SIGNALLED + signal.number());
        }
        first = first == null ? signal : first;
        cancelled.countDown();
        if (job != null && job.isAlive() && !(signal == JobSignal.INT && Terminal.isTerminal(0))) {
            forward(job, signal);
        }
    }

    private static void forward(Process job, JobSignal signal) {
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
