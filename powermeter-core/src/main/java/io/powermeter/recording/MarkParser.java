package io.powermeter.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes one line of {@code events.jsonl} apart. */
final class MarkParser {
    private MarkParser() {}

    /** Returns the mark, or nothing if the line is none. */
    static Optional<Mark> parse(ObjectReader json, String line) {
        try {
            return Optional.ofNullable(parse(json.readTree(line)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Mark parse(JsonNode node) {
        JsonNode time = node.get("elapsed_ns");
        if (time == null || !time.canConvertToLong() || !time.isIntegralNumber() || !RunInfo.isInstant(time.asLong())) {
            return null;
        }
        long elapsed = time.asLong();
        if (node.has("job")) {
            return job(node, elapsed);
        }
        if (node.has("phase")) {
            return phase(node, elapsed);
        }
        if (node.has("metric")) {
            double value = node.path("value").isNumber() ? node.path("value").asDouble() : Double.NaN;
            return Double.isFinite(value)
                    ? new Mark.Metric(elapsed, node.path("metric").asText(), value)
                    : null;
        }
        if (node.has("setting")) {
            return node.path("value").isTextual()
                    ? new Mark.Setting(
                            elapsed,
                            node.path("setting").asText(),
                            node.path("value").asText())
                    : null;
        }
        if (node.has("warning")) {
            return new Mark.Warning(elapsed, node.path("warning").asText());
        }
        if (node.has("intensity")) {
            return grid(node, elapsed);
        }
        if (node.has("gap")) {
            long from = node.path("from_ns").asLong();
            return from <= elapsed
                    ? new Mark.Gap(
                            elapsed,
                            from,
                            node.path("gap").asText(),
                            node.path("reason").asText())
                    : null;
        }
        return null;
    }

    private static @Nullable Mark grid(JsonNode node, long elapsed) {
        try {
            return new Mark.Grid(
                    elapsed,
                    new ToldIntensity(
                            Instant.parse(node.path("from").asText()),
                            Instant.parse(node.path("to").asText()),
                            node.path("intensity").asDouble(Double.NaN),
                            node.path("source").asText()));
        } catch (DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Mark job(JsonNode node, long elapsed) {
        JsonNode exitCode = node.path("exitCode");
        return switch (node.path("job").asText()) {
            case "begin" -> new Mark.JobBegin(elapsed, node.path("pid").asLong());
            case "end" -> new Mark.JobEnd(elapsed, exitCode.isInt() ? exitCode.asInt() : null);
            default -> null;
        };
    }

    private static @Nullable Mark phase(JsonNode node, long elapsed) {
        String name = node.path("phase").asText();
        return switch (node.path("event").asText()) {
            case "begin" -> new Mark.PhaseBegin(elapsed, name);
            case "end" -> new Mark.PhaseEnd(elapsed, name);
            default -> null;
        };
    }
}
