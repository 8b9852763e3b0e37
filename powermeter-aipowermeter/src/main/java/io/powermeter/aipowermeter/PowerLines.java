package io.powermeter.aipowermeter;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code power_metrics.json} line by line, recording segment by recording segment. What is no line of it (cut off, damaged,
 * without a date) is left out and counted; blank lines and other texts are none.
 */
final class PowerLines implements Closeable {
    private final Lines lines;
    private final ZoneId zone;
    private Instant last = Instant.MIN;
    private @Nullable PowerLine ahead;
    private boolean segmentEnded;
    private boolean ended;
    private long broken;
    private long ends;

    PowerLines(Path file, ZoneId zone) throws IOException {
        this.lines = new Lines(file);
        this.zone = zone;
    }

    /** Returns the next line of this segment without taking it, nothing if the segment has no more. */
    Optional<PowerLine> peek() throws IOException {
        while (ahead == null && !segmentEnded && !ended) {
            read();
        }
        return Optional.ofNullable(ahead);
    }

    /** Takes the next line of this segment; nothing if it has no more. */
    Optional<PowerLine> next() throws IOException {
        Optional<PowerLine> line = peek();
        ahead = null;
        return line;
    }

    /** Goes to the next segment that has lines; returns false if there is none. The segment before must be read to its end. */
    boolean nextSegment() throws IOException {
        do {
            segmentEnded = false;
        } while (peek().isEmpty() && !ended);
        return ahead != null;
    }

    /** Returns how many lines were left out so far. */
    long broken() {
        return broken;
    }

    /** Returns how many ends of segments were told so far. */
    long ends() {
        return ends;
    }

    private void read() throws IOException {
        String text = lines.next();
        if (text == null) {
            ended = true;
        } else if (!text.isBlank()) {
            JsonNode node = Json.parse(text);
            if (node.isTextual()) {
                boolean end = node.asText().equals(Names.SEGMENT_END);
                ends += end ? 1 : 0;
                segmentEnded |= end;
            } else {
                ahead = line(node).orElse(null);
                broken += ahead == null ? 1 : 0;
            }
        }
    }

    private Optional<PowerLine> line(JsonNode node) {
        JsonNode metrics = node.path("metrics");
        Optional<Instant> date = Dates.parse(node.path("date").asText(), zone, last);
        if (!metrics.isObject() || date.isEmpty()) {
            return Optional.empty();
        }
        last = date.get();
        double window = node.path(Names.WINDOW).asDouble(Double.NaN);
        return Optional.of(
                new PowerLine(last, window >= 0 ? window : Double.NaN, metrics.path("cpu"), metrics.path("gpu")));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
