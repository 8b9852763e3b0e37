package io.powermeter.wattmeter;

import io.powermeter.measurement.Channel;
import io.powermeter.meter.Clock;
import io.powermeter.sampler.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gives what a meter told by itself since the last reading: the mean of its frames, for the mean of their instants. */
final class StreamSampler extends MeterSampler {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(3);
    /** All that looks for sensors must be over within 20 s. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Frames frames;
    private final Feed feed;
    private final Clock clock;
    private long lastAt = Long.MIN_VALUE;
    private boolean begun;

    private StreamSampler(MeterLine line, List<Channel> channels, Frames frames, Feed feed, Clock clock) {
        super(line, channels);
        this.frames = frames;
        this.feed = feed;
        this.clock = clock;
    }

    /** Makes a sampler of a meter that need not have told anything yet. */
    static StreamSampler of(MeterLine line, List<Channel> channels, Frames frames, Feed feed, Clock clock) {
        return new StreamSampler(line, channels, frames, feed, clock);
    }

    /** Waits for the first good frame. */
    static StreamSampler awaited(MeterLine line, List<Channel> channels, Frames frames, Feed feed, Clock clock)
            throws MeterException {
        Duration twice = line.period().multipliedBy(2);
        Duration limit =
                Duration.ofNanos(Math.max(SHORTEST_WAIT.toNanos(), Math.min(LONGEST_WAIT.toNanos(), twice.toNanos())));
        long until = System.nanoTime() + limit.toNanos();
        while (!frames.awaitFirst(LOOK) && feed.trouble().isEmpty() && System.nanoTime() < until) {
            // a port that is not there, or a program that ended, is told at once
        }
        if (frames.lastNanos() == Long.MIN_VALUE) {
            MeterException why = nothing(frames, feed, limit);
            feed.close();
            throw why;
        }
        return of(line, channels, frames, feed, clock);
    }

    private static MeterException nothing(Frames frames, Feed feed, Duration limit) {
        if (feed.trouble().isPresent()) {
            return MeterException.of("it told nothing: " + feed.trouble().orElseThrow());
        }
        String what = frames.onlyBad() ? "it told nothing that is a power within " : "it told nothing within ";
        return MeterException.of(
                what + limit.toMillis() + " ms", "If it tells something more seldom, add period=10s, say.");
    }

    @Override
    void read(Reading reading) {
        feed.pull();
        if (!begun) {
            begun = true;
            frames.keepLast();
        }
        boolean onlyBad = frames.onlyBad();
        Frames.Mean mean = frames.take();
        boolean silent = frames.lastNanos() < clock.nanos() - line().silentNanos();
        if (mean != null && !silent) {
            for (int i = 0; i < reading.size(); i++) {
                reading.set(i, mean.watts()[i]);
            }
            lastAt = Math.max(lastAt + 1, mean.nanos());
            reading.at(lastAt);
        } else if (silent && onlyBad) {
            warn(reading, "for some time it told nothing that is a power");
        } else if (silent) {
            warn(
                    reading,
                    "it told nothing for some time"
                            + feed.trouble()
                                    .map(trouble -> ", because " + trouble)
                                    .orElse(""));
        } else {
            reading.nothingNew();
        }
    }

    @Override
    public void close() {
        feed.close();
    }

    /** Where the frames come from. */
    interface Feed {
        /** Fetches what is there, if it does not come by itself. */
        default void pull() {}

        /** Returns why nothing comes, if that is known. */
        default Optional<String> trouble() {
            return Optional.empty();
        }

        /** Ends it; harmless if it has ended. */
        void close();
    }
}
