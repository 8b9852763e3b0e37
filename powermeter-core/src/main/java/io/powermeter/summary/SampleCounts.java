package io.powermeter.summary;

import io.powermeter.recording.Mark;
import java.util.Arrays;
import java.util.List;

/** How many samples a job said it had processed, and when. */
final class SampleCounts {
    private final long[] nanos;
    private final double[] counts;

    private SampleCounts(long[] nanos, double[] counts) {
        this.nanos = nanos;
        this.counts = counts;
    }

    /** Finds them among the marks of a recording, which are in order of time. */
    static SampleCounts of(List<Mark> marks) {
        List<Mark.Metric> told = marks.stream()
                .filter(Mark.Metric.class::isInstance)
                .map(Mark.Metric.class::cast)
                .filter(metric -> metric.metric().equals(PhaseEnergy.SAMPLES))
                .toList();
        return new SampleCounts(
                told.stream().mapToLong(Mark.Metric::elapsedNanos).toArray(),
                told.stream().mapToDouble(Mark.Metric::value).toArray());
    }

    /** Returns the last one told in a stretch, its edges included; NaN if there is none. */
    double lastIn(Window stretch) {
        int after = Arrays.binarySearch(nanos, stretch.toNanos());
        int last = after >= 0 ? lastAt(after) : -after - 2;
        return last >= 0 && nanos[last] >= stretch.fromNanos() ? counts[last] : Double.NaN;
    }

    /** Of several at one instant the last one stands. */
    private int lastAt(int found) {
        int last = found;
        while (last + 1 < nanos.length && nanos[last + 1] == nanos[found]) {
            last++;
        }
        return last;
    }
}
