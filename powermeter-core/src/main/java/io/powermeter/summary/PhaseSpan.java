package io.powermeter.summary;

import io.powermeter.recording.Mark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One stretch of a phase.
 *
 * @param name of the phase
 * @param window when
 * @param depth number of phases that were going on when it began
 * @param ended whether its end was told; else it lasted to the end of what is known
 */
public record PhaseSpan(String name, Window window, int depth, boolean ended) {

    /**
     * Returns the spans of {@code marks} in order of their begin. What was not ended ends with the job, in which it began, or
     * else at {@code lastNanos}.
     */
    static List<PhaseSpan> of(List<Mark> marks, Window job, long lastNanos) {
        List<PhaseSpan> spans = new ArrayList<>();
        Map<String, Deque<Open>> open = new LinkedHashMap<>(); // by name: a job may leave thousands open
        int depth = 0;
        for (Mark mark : marks) {
            if (mark instanceof Mark.PhaseBegin begin) {
                open.computeIfAbsent(begin.phase(), name -> new ArrayDeque<>())
                        .push(new Open(begin.phase(), begin.elapsedNanos(), depth++));
            } else if (mark instanceof Mark.PhaseEnd end) {
                Open ended = open.getOrDefault(end.phase(), new ArrayDeque<>()).poll();
                if (ended != null) {
                    spans.add(ended.span(end.elapsedNanos(), true));
                    depth--;
                }
            }
        }
        for (Deque<Open> phases : open.values()) {
            for (Open phase : phases) {
                long last = phase.fromNanos < job.toNanos() ? job.toNanos() : lastNanos;
                spans.add(phase.span(Math.max(last, phase.fromNanos), false));
            }
        }
        spans.sort(
                Comparator.comparingLong((PhaseSpan s) -> s.window.fromNanos()).thenComparingInt(PhaseSpan::depth));
        return List.copyOf(spans);
    }

    private record Open(String name, long fromNanos, int depth) {
        PhaseSpan span(long toNanos, boolean ended) {
            return new PhaseSpan(name, new Window(fromNanos, toNanos), depth, ended);
        }
    }
}
