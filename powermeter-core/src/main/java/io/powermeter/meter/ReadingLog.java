package io.powermeter.meter;

import io.powermeter.recording.Mark;

/** Takes what {@link SamplingLoops} read: the recording of a run, or the short memory of a watch. */
public interface ReadingLog {
    /**
     * Takes a row of readings, without allocating.
     *
     * @param elapsedNanos since the start; not before the row before
     * @param values one for each channel, in its unit; counters as unwrapped sums; NaN where nothing was read
     */
    void row(long elapsedNanos, double[] values);

    /** Takes what a reader of the numbers must know. */
    void mark(Mark mark);
}
