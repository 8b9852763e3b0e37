package io.powermeter.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Joins the marks of segments: one begin of the job and one end; phases cut off at the edges of their segment, those outside
 * left out; what was said of the numbers is said once.
 */
final class JoinedMarks {
    private final List<Mark> marks = new ArrayList<>();
    private final Set<String> warnings = new HashSet<>();

    /** Adds something that joining found out. */
    void add(Mark mark) {
        marks.add(mark);
    }

    /** Adds a warning, unless it was said already. */
    void warn(long nanos, String text) {
        if (warnings.add(text)) {
            marks.add(new Mark.Warning(nanos, text));
        }
    }

    void add(Piece piece) {
        Set<Mark> outside = phasesOutside(piece);
        Deque<String> open = new ArrayDeque<>();
        for (Mark mark : piece.recording().marks()) {
            long nanos = piece.shifted(mark.elapsedNanos());
            if (mark instanceof Mark.PhaseBegin begin) {
                if (!outside.contains(begin)) {
                    marks.add(new Mark.PhaseBegin(nanos, begin.phase()));
                    open.push(begin.phase());
                }
            } else if (mark instanceof Mark.PhaseEnd end) {
                if (!outside.contains(end) && open.remove(end.phase())) {
                    marks.add(new Mark.PhaseEnd(nanos, end.phase()));
                }
            } else {
                addOther(mark, nanos, piece);
            }
        }
        if (!piece.last()) {
            open.forEach(phase -> marks.add(new Mark.PhaseEnd(piece.endNanos(), phase)));
        }
    }

    List<Mark> inOrder() {
        marks.sort(Comparator.comparingLong(Mark::elapsedNanos));
        return marks;
    }

    private void addOther(Mark mark, long nanos, Piece piece) {
        if (mark instanceof Mark.JobBegin begin && piece.first()) {
            marks.add(new Mark.JobBegin(nanos, begin.pid()));
        } else if (mark instanceof Mark.JobEnd end && piece.last()) {
            marks.add(new Mark.JobEnd(nanos, end.exitCode()));
        } else if (mark instanceof Mark.Metric metric) {
            marks.add(new Mark.Metric(nanos, metric.metric(), metric.value()));
        } else if (mark instanceof Mark.Setting setting) {
            marks.add(new Mark.Setting(nanos, setting.setting(), setting.value()));
        } else if (mark instanceof Mark.Warning warning) {
            warn(nanos, warning.text());
        } else if (mark instanceof Mark.Grid grid) {
            marks.add(new Mark.Grid(nanos, grid.told()));
        } else if (mark instanceof Mark.Gap gap) {
            long from = piece.shifted(gap.fromNanos());
            if (from < nanos) {
                marks.add(new Mark.Gap(nanos, from, gap.channel(), gap.reason()));
            }
        }
    }

    /** Returns begin and end of every phase that lies before or behind what is kept: the baselines between two jobs. */
    private static Set<Mark> phasesOutside(Piece piece) {
        Set<Mark> outside = new HashSet<>();
        Deque<Mark.PhaseBegin> open = new ArrayDeque<>();
        for (Mark mark : piece.recording().marks()) {
            if (mark instanceof Mark.PhaseBegin begin) {
                open.push(begin);
                if (!piece.last() && begin.elapsedNanos() >= piece.toNanos()) {
                    outside.add(begin);
                }
            } else if (mark instanceof Mark.PhaseEnd end) {
                close(open, end, piece, outside);
            }
        }
        return outside;
    }

    private static void close(Deque<Mark.PhaseBegin> open, Mark.PhaseEnd end, Piece piece, Set<Mark> outside) {
        for (Iterator<Mark.PhaseBegin> phases = open.iterator(); phases.hasNext(); ) {
            Mark.PhaseBegin begin = phases.next();
            if (begin.phase().equals(end.phase())) {
                phases.remove();
                if (outside.contains(begin) || !piece.first() && end.elapsedNanos() <= piece.fromNanos()) {
                    outside.add(begin);
                    outside.add(end);
                }
                return;
            }
        }
    }
}
