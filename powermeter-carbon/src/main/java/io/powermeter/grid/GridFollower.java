package io.powermeter.grid;

import io.powermeter.recording.ToldIntensity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source of grid intensity while a run goes on: at its begin, whenever a new figure is due, and at its end for the
 * whole of it, since figures are revised. It has a thread of its own: a slow source holds up nothing but its {@link #close}.
 */
public final class GridFollower implements AutoCloseable {
    /** Figures come a little after the time that they are of begins. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofMinutes(10);

    /** Beyond the limit of a question. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(12);

    private final GridSource source;
    private final InstantSource clock;
    private final Consumer<ToldIntensity> told;
    private final Consumer<String> complaint;
    private final Instant begin;
    private final Map<Instant, ToldIntensity> known = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "powermeter-grid");
    private @Nullable Instant asked;
    private @Nullable String trouble;

    private GridFollower(
            GridSource source, InstantSource clock, Consumer<ToldIntensity> told, Consumer<String> complaint) {
        this.source = source;
        this.clock = clock;
        this.told = told;
        this.complaint = complaint;
        this.begin = clock.instant();
    }

    /**
     * Begins to ask.
     *
     * @param told hears each figure once, and again when it is revised
     * @param complaint hears at the end why figures are missing, if they are
     */
    public static GridFollower start(
            GridSource source, InstantSource clock, Consumer<ToldIntensity> told, Consumer<String> complaint) {
        GridFollower follower = new GridFollower(source, clock, told, complaint);
        follower.thread.setDaemon(true);
        follower.thread.start();
        return follower;
    }

    private void follow() {
        try {
            do {
                Instant now = clock.instant();
                Instant due = Times.floor(now, source.step());
                ask(due.isBefore(begin) ? begin : due, now);
            } while (!closed.await(untilNext().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Duration untilNext() {
        if (trouble != null) {
            return SOON;
        }
        Instant now = clock.instant();
        return Duration.between(
                now, Times.floor(now, source.step()).plus(source.step()).plus(LATE));
    }

    private synchronized void ask(Instant from, Instant to) {
        asked = to;
        try {
            for (ToldIntensity figure : source.between(from, to.isAfter(from) ? to : from.plusMillis(1))) {
                boolean ofRun = figure.to().isAfter(begin);
                if (ofRun && !figure.equals(known.put(figure.from(), figure))) {
                    told.accept(figure);
                }
            }
            trouble = null;
        } catch (GridException e) {
            trouble = String.valueOf(e.getMessage());
        }
    }

    /** Asks once more if new figures are due, and ends; takes no longer than a question may. */
    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        try {
            thread.join(LAST_ANSWER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (thread.isAlive()) {
            complaint.accept(source.name() + " did not answer in time.");
            return;
        }
        Instant now = clock.instant();
        Instant due = Times.floor(now, source.step());
        if (asked == null || asked.isBefore(due)) {
            ask(begin, now);
        }
        if (trouble != null) {
            complaint.accept(trouble);
        }
    }
}
