package io.powermeter.recording;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A run folder, read back. It does not change.
 *
 * @param folder where it was read from
 * @param info what is known of the run
 * @param tables the readings, one table for each sampler
 * @param processes the processes of the job over time
 * @param marks what happened, in order of time
 * @param damages what could not be read, one sentence each; empty if everything is whole
 * @param segments what was measured in one go, in order of time; more than one if the run was continued
 */
public record Recording(
        Path folder,
        RunInfo info,
        List<SampleTable> tables,
        List<ProcessRow> processes,
        List<Mark> marks,
        List<String> damages,
        List<Segment> segments) {
    public Recording {
        tables = List.copyOf(tables);
        processes = List.copyOf(processes);
        marks = List.copyOf(marks);
        damages = List.copyOf(damages);
        segments = List.copyOf(segments);
    }

    /** Returns a recording that was measured in one go. */
    public Recording(
            Path folder,
            RunInfo info,
            List<SampleTable> tables,
            List<ProcessRow> processes,
            List<Mark> marks,
            List<String> damages) {
        this(folder, info, tables, processes, marks, damages, List.of(new Segment(0, info.startedAt())));
    }

    /** Returns this recording with other damages. */
    Recording with(List<String> others) {
        return new Recording(folder, info, tables, processes, marks, others, segments);
    }

    /** Returns this recording as if the run had had other settings, and other things had happened in it. */
    public Recording with(Map<String, String> settings, List<Mark> others) {
        return new Recording(folder, info.with(settings), tables, processes, others, damages, segments);
    }

    /** Returns this recording without the arguments of its command and the names of its processes. */
    public Recording redacted() {
        List<ProcessRow> nameless = processes.stream().map(ProcessRow::redacted).toList();
        return new Recording(folder, info.redacted(), tables, nameless, marks, damages, segments);
    }

    /** Returns whether the meter did not come to the run's end: it was killed, or still runs. */
    public boolean endedEarly() {
        return info.end() == null;
    }

    /** Returns the last instant of which anything is known, in nanoseconds since the run's start. */
    public long lastNanos() {
        RunInfo.End end = info.end();
        if (end != null) {
            return end.elapsedNanos();
        }
        long last = 0;
        for (SampleTable table : tables) {
            if (table.rows() > 0) {
                last = Math.max(last, table.elapsedNanos().get(table.rows() - 1));
            }
        }
        for (Mark mark : marks) {
            last = Math.max(last, mark.elapsedNanos());
        }
        return last;
    }
}
