package io.powermeter.meter;

import io.powermeter.sampler.Sampler;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads samplers again and again, each on a thread of its own, and tells every reading to a log: whether that records, shows
 * or forgets it is the log's business.
 *
 * <p>Samplers are added before the start; from then on this is safe for several threads.
 */
public final class SamplingLoops implements AutoCloseable {
    private final Clock clock;
    private final long startNanos;
    private final List<SamplingLoop> loops = new ArrayList<>();

    /**
     * Reads nothing yet.
     *
     * @param startNanos the instant of {@code clock} that the time of readings is counted from
     */
    public SamplingLoops(Clock clock, long startNanos) {
        this.clock = clock;
        this.startNanos = startNanos;
    }

    /** Adds a sampler, to be read at this period and closed at the end. */
    public void add(Sampler sampler, long periodNanos, ReadingLog log) {
        loops.add(new SamplingLoop(sampler, periodNanos, clock, startNanos, log));
    }

    /**
     * Begins to read, and waits for the first readings, for each at most 2 s.
     *
     * @return the samplers that did not answer in time; they are asked on
     */
    public List<Sampler> start() {
        loops.forEach(SamplingLoop::start);
        return loops.stream()
                .filter(loop -> !loop.awaitFirst(SamplingLoop.FIRST_READING))
                .map(SamplingLoop::sampler)
                .toList();
    }

    /** Takes a reading now, on the calling thread, of each sampler that takes microseconds only. */
    public void takeNow() {
        loops.forEach(SamplingLoop::takeIfCheap);
    }

    /** Does as {@link #takeNow}, but for one sampler. */
    void takeNowWithout(Sampler left) {
        for (SamplingLoop loop : loops) {
            if (loop.sampler() != left) {
                loop.takeIfCheap();
            }
        }
    }

    /** Returns how many readings were not taken because the one before ended too late. */
    public long missedTicks() {
        return loops.stream().mapToLong(SamplingLoop::missedTicks).sum();
    }

    /** Returns the joules that the machine used so far: a wattmeter's, if there is one, else those of all root channels. */
    double joules() {
        double wall =
                loops.stream().mapToDouble(loop -> loop.live().wallJoules()).sum();
        return wall > 0
                ? wall
                : loops.stream().mapToDouble(loop -> loop.live().otherJoules()).sum();
    }

    /** Returns the CPU time of the loops' threads in seconds, NaN if it is not known. */
    double cpuSeconds() {
        return loops.stream().mapToDouble(SamplingLoop::cpuSeconds).sum();
    }

    /**
     * Takes last readings, ends the threads and closes the samplers.
     *
     * @return the samplers that are stuck in a sensor, which stay open
     */
    List<Sampler> end() {
        loops.forEach(SamplingLoop::finish);
        List<Sampler> stuck = new ArrayList<>();
        for (SamplingLoop loop : loops) {
            if (loop.awaitEnd(SamplingLoop.LAST_READING)) {
                loop.sampler().close();
            } else {
                stuck.add(loop.sampler());
            }
        }
        return stuck;
    }

    /** Takes last readings, ends the threads and closes the samplers; one that is stuck in a sensor stays open. */
    @Override
    public void close() {
        end();
    }
}
