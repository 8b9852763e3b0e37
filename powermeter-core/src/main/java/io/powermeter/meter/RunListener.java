package io.powermeter.meter;

import io.powermeter.recording.Mark;
import io.powermeter.recording.RunInfo;

/**
 * Hears of a run while it goes on, at the same time as it is recorded: for exporters, and for those that cannot wait for the
 * summary, which stays more exact.
 *
 * <p>Told by the threads of the meter and of the job, several at once, so it must be quick and safe for several threads. One
 * that throws is told nothing more but the end, and the recording says so.
 */
public interface RunListener {
    /** The run began; its samplers' readings follow. */
    default void began(RunInfo run) {}

    /**
     * A sampler was read.
     *
     * @param elapsedNanos since the run's start
     * @param values one for each channel of {@code sampler}, in its unit; counters as unwrapped sums since their first reading;
     *     NaN where nothing was read. The array is used again: it must not be kept or changed
     */
    default void readings(RunInfo.SamplerInfo sampler, long elapsedNanos, double[] values) {}

    /** Something happened: the job began or ended, a phase, a metric, a warning, a gap. Phases are told by who marks them. */
    default void mark(Mark mark) {}

    /** The run ended; nothing follows. */
    default void ended(RunInfo.End end) {}
}
