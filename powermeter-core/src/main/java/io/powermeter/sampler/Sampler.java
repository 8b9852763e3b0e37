package io.powermeter.sampler;

import io.powermeter.measurement.Channel;
import java.time.Duration;
import java.util.List;

/**
 * Reads a group of channels in one go.
 *
 * <p>A sampler is used by one thread at a time. It gives raw readings: a counter as it stands, with its wrap-around. What
 * it cannot read it leaves missing; it never invents a value and never throws.
 */
public interface Sampler extends AutoCloseable {
    /** Returns the name, unique in a run: the start of its channels' ids and part of a file name. */
    String name();

    /** Returns the channels, the same at every call. */
    List<Channel> channels();

    /**
     * Reads every channel.
     *
     * @param reading all missing when it comes; holds what could be read when it goes
     */
    void sample(Reading reading);

    /** Returns the shortest period at which new values appear; a shorter period is of no use. */
    default Duration shortestPeriod() {
        return Duration.ofMillis(1);
    }

    /**
     * Returns whether a reading takes microseconds, so that it may also be taken on the job's own thread at the very edge of
     * a phase.
     */
    default boolean isCheap() {
        return false;
    }

    /** Returns what is worth knowing about this sampler on this machine, in sentences; shown beside its numbers. */
    default List<String> notes() {
        return List.of();
    }

    /**
     * Returns what of this machine could not be read when it was found, in sentences with the remedy. Unlike notes they are told at the
     * end of each run, because numbers lack it.
     */
    default List<String> lacks() {
        return List.of();
    }

    /** Is told, before the first reading, whom to ask which processes are the job's. */
    default void follow(Job job) {}

    /** Releases what the sampler holds. */
    @Override
    void close();
}
