package io.powermeter.summary;

/**
 * A stretch of a run.
 *
 * @param fromNanos its begin, in nanoseconds since the run's start
 * @param toNanos its end, not before its begin
 */
public record Window(long fromNanos, long toNanos) {
    public Window {
        if (toNanos < fromNanos) {
            throw new IllegalArgumentException("a window cannot end before it begins: " + fromNanos + " to " + toNanos);
        }
    }

    /** Returns its length in seconds. */
    public double seconds() {
        return (toNanos - fromNanos) / 1e9;
    }

    /** Returns whether an instant lies in it. */
    public boolean contains(long nanos) {
        return nanos >= fromNanos && nanos <= toNanos;
    }
}
