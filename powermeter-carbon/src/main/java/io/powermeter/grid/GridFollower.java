package io.powermeter.grid;

import io.powermeter.recording.ToldIntensity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source of grid intensity while a run goes on: at its begin, whenever a new figure is due, from the end of the last one
 * on, and at its end for the whole of it, since figures are revised. A source that tells one figure of any time asked for is
 * asked at the end only for what it did not tell. It has a thread of its own: a slow source holds up nothing but its {@link #close}.
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
    private final TreeMap<Instant, ToldIntensity> known = new TreeMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "powermeter-grid");

    // of the thread, and of close when that has ended
    private Instant toldUntil;
    private Instant troubleSince;
    private @Nullable GridException trouble;

    private GridFollower(
            GridSource source, InstantSource clock, Consumer<ToldIntensity> told, Consumer<String> complaint) {
        this.source = source;
        this.clock = clock;
        this.told = told;
        this.complaint = complaint;
        this.begin = clock.instant();
        this.toldUntil = begin;
        this.troubleSince = begin;
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
                ask(toldUntil.isBefore(due) ? toldUntil : Times.later(begin, due), now);
            } while (!closed.await(untilNext().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration untilNext() {
        if (trouble != null) {
            return SOON;
        }
        Instant now = clock.instant();
        return Duration.between(
                now, Times.floor(now, source.step()).plus(source.step()).plus(LATE));
    }

    private void ask(Instant from, Instant to) {
        try {
            for (ToldIntensity figure : source.between(from, Times.later(to, from.plusMillis(1)))) {
                boolean ofRun = figure.to().isAfter(begin);
                if (ofRun && !figure.equals(known.put(figure.from(), figure))) {
                    told.accept(figure);
                    toldUntil = Times.later(toldUntil, figure.to());
                }
            }
            trouble = null;
        } catch (GridException e) {
            trouble = e;
            troubleSince = to;
        }
    }

    /** Asks once more for what may be missing or revised, and ends; waits no longer for an answer than a question may take. */
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
        Instant end = Times.later(clock.instant(), begin.plusMillis(1));
        if (!isSilent(end)) {
            askOnceMore(end);
        }
        missing(end).ifPresent(gap -> complaint.accept(trouble == null ? gap : String.valueOf(trouble.getMessage())));
    }

    /** Returns whether it is of no use to ask, and would hold up the end of the run once more. */
    private boolean isSilent(Instant now) {
        return trouble != null && trouble.isSilent() && troubleSince.plus(LATE).isAfter(now);
    }

    private void askOnceMore(Instant end) {
        boolean severalSteps = Times.floor(end, source.step()).isAfter(begin);
        if (severalSteps && source.tellsSteps()) {
            ask(begin, end);
        } else if (toldUntil.isBefore(end)) { // one figure of the whole run would go before those of its steps
            ask(toldUntil, end);
        }
    }

    private Optional<String> missing(Instant end) {
        Instant until = begin;
        for (ToldIntensity figure : known.values()) {
            if (figure.from().isAfter(until)) {
                break;
            }
            until = Times.later(until, figure.to());
        }
        if (!until.isBefore(end)) {
            return Optional.empty();
        }
        Instant next = known.higherKey(until);
        Instant to = next != null && next.isBefore(end) ? next : end;
        return Optional.of(Times.nothing(source.name(), until, to) + ".");
    }
}
