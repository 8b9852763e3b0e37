package io.powermeter.cli;

import io.powermeter.grid.GridException;
import io.powermeter.grid.GridSource;
import io.powermeter.recording.Recording;
import io.powermeter.recording.Segment;
import io.powermeter.recording.ToldIntensity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source tells of the grid at the time of a recording.
 *
 * @param told figures, of which others than those of the recording may be
 * @param complaint why some are missing; null if none are
 */
record RecordedGrid(List<ToldIntensity> told, @Nullable String complaint) {
    /** Asks for each segment, since the pauses between them may be long. */
    static RecordedGrid ask(GridSource source, Recording recording) {
        List<ToldIntensity> told = new ArrayList<>();
        List<Segment> segments = recording.segments();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            long until = i < segments.size() - 1 ? segments.get(i + 1).fromNanos() : recording.lastNanos();
            Instant begin = segment.startedAt();
            try {
                told.addAll(source.between(begin, begin.plusNanos(Math.max(1, until - segment.fromNanos()))));
            } catch (GridException e) {
                return new RecordedGrid(told, e.getMessage());
            }
        }
        return new RecordedGrid(told, null);
    }
}
