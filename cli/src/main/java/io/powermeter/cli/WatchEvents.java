package io.powermeter.cli;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What comes between two intervals of a watch: keys and signals, told one after the other to the one thread that draws. */
final class WatchEvents {
    private static final int SIGNALLED = 128;

    /** A terminal that is held by Ctrl-S takes nothing any more. */
    private static final long LAST_WISH_MILLIS = 500;

    private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
    private volatile Runnable lastWish = () -> {};
    private volatile int signal;

    private WatchEvents() {}

    /** Takes over the signals that end a program. A second one ends it at once, also if a sensor is stuck. */
    static WatchEvents install() {
        WatchEvents events = new WatchEvents();
        for (JobSignal signal : JobSignal.values()) {
            signal.handle(() -> events.on(signal));
        }
        return events;
    }

    /** Takes over the signals of terminals too. */
    void ofTerminal(Runnable lastWish) {
        this.lastWish = lastWish;
        JobSignal.handle("WINCH", () -> put(Event.RESIZED));
        JobSignal.handle("TSTP", () -> put(Event.SUSPEND));
        JobSignal.handle("CONT", () -> put(Event.RESUMED));
    }

    void put(Event event) {
        queue.add(event);
    }

    /** Returns what comes next, or null if nothing comes in time. */
    @Nullable
    Event next(long nanos) {
        try {
            return queue.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Event.QUIT;
        }
    }

    /** Returns 0, or as a shell does for a program that a signal ended. */
    int exitCode() {
        return signal == 0 ? 0 : SIGNALLED + signal;
    }

    private void on(JobSignal came) {
        if (signal != 0) {
            endNow();
        }
        signal = came.number();
        put(Event.SIGNAL);
    }

    private void endNow() {
        Thread tidy = new Thread(lastWish, "powermeter-end");
        tidy.setDaemon(true);
        tidy.start();
        try {
            tidy.join(LAST_WISH_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode());
    }

    /** What happened. */
    enum Event {
        QUIT,
        SIGNAL,
        RESIZED,
        SUSPEND,
        RESUMED;

        boolean ends() {
            return this == QUIT || this == SIGNAL;
        }
    }
}
