package io.powermeter.cli;

import io.powermeter.grid.GridException;
import io.powermeter.grid.GridSource;
import io.powermeter.recording.Recording;
import io.powermeter.recording.Segment;
import io.powermeter.recording.ToldIntensity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a source tells of the grid at the time of a recording.
 *
 * @param told figures of that time, each once
 * @param complaints why some are missing; empty if none are
 * @param silence why the source would tell nothing of another recording either; null if it may
 */
record RecordedGrid(
        List<ToldIntensity> told,
        List<String> complaints,
        @Nullable String silence) {
    /** Returns what a source tells that is silent. */
    static RecordedGrid silent(String why) {
        return new RecordedGrid(List.of(), List.of(why), why);
    }

    /** Asks for each segment, since the pauses between them may be long. */
    static RecordedGrid ask(GridSource source, Recording recording) {
        Set<ToldIntensity> told = new LinkedHashSet<>();
        List<String> complaints = new ArrayList<>();
        List<Segment> segments = recording.segments();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            long until = i < segments.size() - 1 ? segments.get(i + 1).fromNanos() : recording.lastNanos();
            Instant begin = segment.startedAt();
            Instant end = begin.plusNanos(Math.max(1, until - segment.fromNanos()));
            try {
                for (ToldIntensity figure : source.between(begin, end)) {
                    if (figure.from().isBefore(end) && figure.to().isAfter(begin)) {
                        told.add(figure);
                    }
                }
            } catch (GridException e) {
                String why = String.valueOf(e.getMessage());
                complaints.add(why);
                if (e.isSilent()) {
                    return new RecordedGrid(List.copyOf(told), complaints, why);
                }
            }
        }
        return new RecordedGrid(List.copyOf(told), complaints, null);
    }
}
