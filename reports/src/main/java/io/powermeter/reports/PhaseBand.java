package io.powermeter.reports;

import io.powermeter.summary.PhaseSpan;
import io.powermeter.summary.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A bar of the picture: a stretch of a phase, or several that are too narrow to be told apart.
 *
 * @param name of the phase, empty if it stands for stretches of several
 * @param depth the lane it lies in
 * @param window from the begin of the first stretch to the end of the last
 * @param count how many stretches it stands for
 */
record PhaseBand(String name, int depth, Window window, int count) {
    /**
     * Returns the bands of spans, in order of their begin in each lane.
     *
     * @param spans in order of their begin
     * @param narrowNanos stretches shorter than this, and nearer to each other than this, are one band
     */
    static List<PhaseBand> of(List<PhaseSpan> spans, long narrowNanos) {
        List<PhaseBand> bands = new ArrayList<>();
        Map<Integer, PhaseBand> lastNarrow = new HashMap<>();
        for (PhaseSpan span : spans) {
            PhaseBand own = new PhaseBand(span.name(), span.depth(), span.window(), 1);
            boolean narrow = own.lengthNanos() < narrowNanos;
            PhaseBand before = lastNarrow.remove(span.depth());
            if (before != null && narrow && span.window().fromNanos() - before.window.toNanos() < narrowNanos) {
                lastNarrow.put(span.depth(), before.with(own));
                continue;
            }
            if (before != null) {
                bands.add(before);
            }
            if (narrow) {
                lastNarrow.put(span.depth(), own);
            } else {
                bands.add(own);
            }
        }
        bands.addAll(lastNarrow.values());
        bands.sort(Comparator.comparingLong((PhaseBand band) -> band.window.fromNanos())
                .thenComparingInt(PhaseBand::depth));
        return bands;
    }

    /** Returns what stands in the bar: the phase's name, or how many stretches it stands for. */
    String label() {
        if (count == 1) {
            return name;
        }
        return name.isEmpty() ? count + " stretches" : name + " ×" + count;
    }

    long lengthNanos() {
        return window.toNanos() - window.fromNanos();
    }

    private PhaseBand with(PhaseBand next) {
        Window both = new Window(window.fromNanos(), Math.max(window.toNanos(), next.window.toNanos()));
        return new PhaseBand(name.equals(next.name) ? name : "", depth, both, count + next.count);
    }
}
