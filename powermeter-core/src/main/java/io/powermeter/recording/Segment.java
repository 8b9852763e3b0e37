package io.powermeter.recording;

import java.time.Instant;

/**
 * A stretch of a recording that was measured in one go. A run has one, and one more for each time that it was continued; the
 * pauses between them are no part of its time.
 *
 * @param fromNanos its begin, in nanoseconds since the run's start; it ends where the next one begins
 * @param startedAt wall clock at its begin
 */
public record Segment(long fromNanos, Instant startedAt) {}
