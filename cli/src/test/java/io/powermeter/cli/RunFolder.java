package io.powermeter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Looks into run folders as a user's program would: through the files alone. */
final class RunFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunFolder() {}

    static JsonNode summary(Path run) throws IOException {
        return JSON.readTree(run.resolve("reports").resolve("summary.json").toFile());
    }

    static List<JsonNode> events(Path run) throws IOException {
        try (MappingIterator<JsonNode> events = JSON.readerFor(JsonNode.class)
                .readValues(run.resolve("events.jsonl").toFile())) {
            return events.readAll();
        }
    }

    static JsonNode info(Path run) throws IOException {
        return JSON.readTree(run.resolve("run.json").toFile());
    }
}
