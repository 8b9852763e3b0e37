package io.powermeter.aipowermeter;

import io.powermeter.recording.RecordingWriter;
import io.powermeter.recording.RunInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The second pass over {@code power_metrics.json}: writes each of its recording segments as a segment of the run. */
final class PowerImport {
    /** After so many usual times between two lines, the power of the last window is not taken to have held all the while. */
    private static final int LONGEST_WINDOW_STEPS = 3;

    private final PowerLines lines;
    private final long usualNanos;
    private final List<Column> columns;
    private final @Nullable Wattmeter wattmeter;
    private final Results results;
    private final Segments segments;

    /** Makes the next segment of the run. */
    @FunctionalInterface
    interface Segments {
        /** Returns the writer of a segment that began at {@code start}. */
        RecordingWriter begin(Instant start) throws IOException;
    }

    PowerImport(
            PowerLines lines, Inventory inventory, @Nullable Wattmeter wattmeter, Results results, Segments segments) {
        this.lines = lines;
        this.usualNanos = inventory.stepNanos();
        this.columns = inventory.columns.columns();
        this.wattmeter = wattmeter;
        this.results = results;
        this.segments = segments;
    }

    void run() throws IOException {
        boolean more = lines.nextSegment();
        while (more) {
            more = segment();
        }
    }

    /** Writes a segment and returns whether there is another one. */
    private boolean segment() throws IOException {
        Optional<PowerLine> line = lines.next();
        PowerLine first = line.orElseThrow();
        long window = firstWindow(first);
        Instant start = first.date().minusNanos(window);
        try (RecordingWriter writer = segments.begin(start)) {
            Track track = new Track(columns, writer);
            ProcessTrack processes = new ProcessTrack(writer);
            track.add(first, window, window);
            processes.add(first, window);
            Instant before = first.date();
            for (line = lines.next(); line.isPresent(); line = lines.next()) {
                add(line.get(), before, track);
                processes.add(line.get(), track.elapsed());
                before = line.get().date();
            }
            track.finish();
            Instant end = start.plusNanos(track.elapsed());
            if (wattmeter != null) {
                wattmeter.copy(start, end, writer.samples(Wattmeter.SAMPLER));
            }
            boolean more = lines.nextSegment();
            Instant next = lines.peek().map(PowerLine::date).orElse(Instant.MAX);
            results.write(writer, start, end, next);
            writer.end(new RunInfo.End(track.elapsed(), null, 0, 0));
            return more;
        }
    }

    private void add(PowerLine line, Instant before, Track track) throws IOException {
        long step = Duration.between(before, line.date()).toNanos();
        if (step < 0) {
            step = usualNanos; // the clock was set back
        }
        long window = toldWindow(line);
        if (window < 0) {
            window = step > LONGEST_WINDOW_STEPS * usualNanos ? usualNanos : step;
        }
        track.add(line, Math.min(window, step), track.elapsed() + step);
    }

    /** Of the first line only a line that tells its window itself has one: the others get the time to the second line. */
    private long firstWindow(PowerLine first) throws IOException {
        long told = toldWindow(first);
        if (told >= 0) {
            return told;
        }
        long step = lines.peek()
                .map(second -> Duration.between(first.date(), second.date()).toNanos())
                .orElse(usualNanos);
        return step > 0 && step <= LONGEST_WINDOW_STEPS * usualNanos ? step : usualNanos;
    }

    private static long toldWindow(PowerLine line) {
        return Double.isNaN(line.windowSeconds()) ? -1 : Math.round(line.windowSeconds() * 1e9);
    }
}
