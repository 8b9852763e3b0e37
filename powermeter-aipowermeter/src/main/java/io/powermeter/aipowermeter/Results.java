package io.powermeter.aipowermeter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.powermeter.recording.Mark;
import io.powermeter.recording.RecordingWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The numbers that a job told, from {@code results_exp.json}: the list or object that AIPowerMeter reads, or the lines that it
 * writes itself.
 */
final class Results {
    private static final long LARGEST = 1 << 24;

    private final ZoneId zone;
    private final List<Result> results = new ArrayList<>();
    private boolean damaged;
    private int written;

    private record Result(Instant at, String name, double value) {}

    private Results(ZoneId zone) {
        this.zone = zone;
    }

    static Results read(Path file, ZoneId zone) throws IOException {
        Results results = new Results(zone);
        if (Files.isRegularFile(file)) {
            results.read(file);
        }
        results.results.sort(Comparator.comparing(Result::at));
        return results;
    }

    private void read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            damaged = true;
            return;
        }
        try (MappingIterator<JsonNode> values = Json.VALUES.readValues(file.toFile())) {
            while (values.hasNextValue()) {
                value(values.nextValue());
            }
        } catch (JsonProcessingException e) {
            damaged = true;
        }
    }

    private void value(JsonNode value) {
        if (value.has(Names.RESULT_DATE)) {
            epoch(value.path(Names.RESULT_DATE), value);
        } else if (value.has("date") && value.path("metrics").isObject()) {
            epoch(value.path("date"), value.path("metrics"));
        } else {
            value.forEach(this::value);
        }
    }

    private void epoch(JsonNode date, JsonNode metrics) {
        Optional<Instant> at = Dates.parse(date.asText(), zone, Instant.MIN);
        damaged |= at.isEmpty();
        at.ifPresent(instant -> metrics.properties().forEach(metric -> {
            double number = Json.sum(metric.getValue());
            if (metric.getValue().isNumber() && !Double.isNaN(number)) {
                results.add(new Result(instant, metric.getKey(), number));
            }
        }));
    }

    /** Returns whether some of it was not understood. */
    boolean damaged() {
        return damaged;
    }

    /**
     * Writes those that were not written yet and were told before {@code next}, into the segment between two instants; what was
     * told outside of it stands at its edge.
     */
    void write(RecordingWriter writer, Instant start, Instant end, Instant next) throws IOException {
        for (; written < results.size() && results.get(written).at.isBefore(next); written++) {
            Result result = results.get(written);
            Instant at = result.at.isBefore(start) ? start : result.at.isAfter(end) ? end : result.at;
            writer.mark(new Mark.Metric(Duration.between(start, at).toNanos(), result.name, result.value));
        }
    }
}
