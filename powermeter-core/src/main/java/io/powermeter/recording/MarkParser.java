package io.powermeter.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes one line of {@code events.jsonl} apart. */
final class MarkParser {
    private MarkParser() {}

    /** Returns the mark, or nothing if the line is none. */
    static Optional<Mark> parse(JsonMapper json, String line) {
        try {
            return Optional.ofNullable(parse(json.readTree(line)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Mark parse(JsonNode node) {
        JsonNode time = node.get("elapsed_ns");
        if (time == null || !time.isIntegralNumber()) {
            return null;
        }
        long elapsed = time.asLong();
        if (node.has("job")) {
            return job(node, elapsed);
        }
        if (node.has("phase")) {
            return phase(node, elapsed);
        }
        if (node.path("value").isNumber() && node.has("metric")) {
            return new Mark.Metric(
                    elapsed, node.path("metric").asText(), node.path("value").asDouble());
        }
        if (node.has("warning")) {
            return new Mark.Warning(elapsed, node.path("warning").asText());
        }
        if (node.has("gap")) {
            return new Mark.Gap(
                    elapsed,
                    node.path("from_ns").asLong(),
                    node.path("gap").asText(),
                    node.path("reason").asText());
        }
        return null;
    }

    private static @Nullable Mark job(JsonNode node, long elapsed) {
        JsonNode exitCode = node.get("exitCode");
        return switch (node.path("job").asText()) {
            case "begin" -> new Mark.JobBegin(elapsed, node.path("pid").asLong());
            case "end" -> new Mark.JobEnd(elapsed, exitCode == null ? null : exitCode.asInt());
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
