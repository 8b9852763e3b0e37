package io.powermeter.recording;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins the segments of a run to one recording: the job's stretches one right after the other, the pauses between them cut
 * out of time. What was before the first job and after the last one stays; a baseline between two jobs is found in its own
 * segment's folder only, which is a run folder of its own.
 */
final class Joining {
    /** More starts than these are not listed. */
    private static final int MOST_STARTS = 4;

    /** Wall clocks are set by less than this all the time. */
    private static final long CLOCK_NANOS = 1_000_000_000L;

    private final List<Piece> pieces = new ArrayList<>();
    private final JoinedMarks marks = new JoinedMarks();

    private Joining(List<Recording> segments) {
        long base = 0;
        boolean jobs = segments.stream().anyMatch(Piece::hasJob); // imported segments tell of none
        for (int i = 0; i < segments.size(); i++) {
            Piece piece = jobs && !Piece.hasJob(segments.get(i))
                    ? Piece.none(segments.get(i), base, i == 0)
                    : Piece.of(segments.get(i), base, i == 0, i == segments.size() - 1);
            pieces.add(piece);
            base = piece.endNanos();
        }
    }

    /** Returns the recording of a run that has these segments, at least one, all comparable. */
    static Recording join(List<Recording> segments, List<String> damages) {
        return new Joining(segments).recording(damages);
    }

    private Recording recording(List<String> damages) {
        Recording first = pieces.get(0).recording();
        marks.warn(0, words());
        List<ProcessRow> processes = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        for (Piece piece : pieces) {
            marks.add(piece);
            piece.recording().processes().stream()
                    .map(row -> row.at(piece.shifted(row.elapsedNanos())))
                    .forEach(processes::add);
            segments.add(new Segment(
                    piece.baseNanos(), piece.recording().info().startedAt().plusNanos(piece.fromNanos())));
        }
        List<SampleTable> tables = new ArrayList<>();
        for (int i = 0; i < first.tables().size(); i++) {
            tables.add(table(i));
        }
        return new Recording(first.folder(), info(), tables, processes, marks.inOrder(), damages, segments);
    }

    private SampleTable table(int number) {
        JoinedTable joined =
                new JoinedTable(pieces.get(0).recording().tables().get(number).sampler(), marks);
        for (Piece piece : pieces) {
            joined.add(piece, piece.recording().tables().get(number));
        }
        return joined.table();
    }

    private RunInfo info() {
        RunInfo first = pieces.get(0).recording().info();
        Map<String, String> settings = new LinkedHashMap<>();
        pieces.forEach(piece -> settings.putAll(piece.recording().info().settings()));
        return new RunInfo(
                first.name(),
                first.command(),
                first.startedAt(),
                first.startNanos(),
                first.machine(),
                first.samplers(),
                first.absent(),
                settings,
                first.toolVersion(),
                end());
    }

    private RunInfo.@Nullable End end() {
        Piece last = pieces.get(pieces.size() - 1);
        RunInfo.End end = last.recording().info().end();
        if (end == null) {
            return null;
        }
        long missed = 0;
        long bad = 0;
        for (Piece piece : pieces) {
            RunInfo.End its = piece.recording().info().end();
            missed += its == null ? 0 : its.missedTicks();
            bad += its == null ? 0 : its.badEventLines();
        }
        return new RunInfo.End(last.shifted(end.elapsedNanos()), end.exitCode(), missed, bad);
    }

    private String words() {
        StringBuilder words = new StringBuilder("This run has " + pieces.size() + " segments, begun ");
        for (int i = 0; i < Math.min(pieces.size(), MOST_STARTS); i++) {
            words.append(i == 0 ? "" : ", ")
                    .append(pieces.get(i).recording().info().startedAt().truncatedTo(ChronoUnit.SECONDS));
        }
        words.append(pieces.size() > MOST_STARTS ? " and later" : "");
        words.append("; the pauses between their jobs are not counted.");
        for (int i = 0; i < pieces.size(); i++) {
            peculiarity(i, words);
        }
        return words.toString();
    }

    private void peculiarity(int i, StringBuilder words) {
        Recording segment = pieces.get(i).recording();
        RunInfo info = segment.info();
        String which = " Segment " + (i + 1);
        RunInfo.End end = info.end();
        boolean last = i == pieces.size() - 1;
        if (pieces.get(i).isEmpty()) {
            words.append(which).append(" ended before its job began, and is left out.");
        } else if (!last && end == null) {
            words.append(which).append(" ended early: the meter was killed or still runs.");
        } else if (!last && end != null && end.exitCode() != null && end.exitCode() != 0) {
            words.append(which)
                    .append(" ended with exit code ")
                    .append(end.exitCode())
                    .append('.');
        }
        if (i == 0) {
            return;
        }
        if (!info.command().equals(pieces.get(0).recording().info().command())) {
            words.append(which).append(" ran another command than the first.");
        }
        Recording before = pieces.get(i - 1).recording();
        if (info.startedAt().isBefore(before.info().startedAt().plusNanos(before.lastNanos() - CLOCK_NANOS))) {
            words.append(which)
                    .append(" began before the one before it had ended: the clock was set back, or both")
                    .append(" were measured at once.");
        }
    }
}
