package io.powermeter.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.measurement.Quantity;
import io.powermeter.sampler.Detection;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes {@code run.json} apart; what is missing or of another type is an {@link IllegalArgumentException} that names it. */
final class RunJsonParser {
    private RunJsonParser() {}

    static RunInfo parse(JsonNode root) {
        if (!root.isObject()) {
            throw new IllegalArgumentException("it is not a JSON object.");
        }
        int version = need(root, "formatVersion").asInt(-1);
        if (version != RunInfo.FORMAT_VERSION) {
            throw new IllegalArgumentException(
                    "it is of format version " + need(root, "formatVersion").asText()
                            + ", and this powermeter reads version " + RunInfo.FORMAT_VERSION
                            + ". Use the powermeter that made it (toolVersion "
                            + root.path("toolVersion").asText("unknown")
                            + ") or a later one.");
        }
        JsonNode start = need(root, "start");
        return new RunInfo(
                text(root, "name"),
                texts(root.path("command")),
                instant(text(start, "wall")),
                need(start, "monotonicNanos").asLong(),
                machine(need(root, "host")),
                samplers(need(root, "samplers")),
                absent(root.path("absent")),
                settings(root.path("settings")),
                root.path("toolVersion").asText("unknown"),
                end(root.get("end")));
    }

    private static Machine machine(JsonNode host) {
        return new Machine(
                host.path("cpu").asText("unknown"),
                host.path("sockets").asInt(),
                host.path("cores").asInt(),
                host.path("processors").asInt(),
                host.path("memoryBytes").asLong(),
                host.path("os").asText("unknown"),
                host.path("virtualization").asText("unknown"),
                host.path("jvm").asText("unknown"));
    }

    private static List<RunInfo.SamplerInfo> samplers(JsonNode nodes) {
        List<RunInfo.SamplerInfo> samplers = new ArrayList<>();
        for (JsonNode node : nodes) {
            List<Channel> channels = new ArrayList<>();
            for (JsonNode channel : node.path("channels")) {
                channels.add(channel(channel));
            }
            String name = text(node, "name");
            if (samplers.stream().anyMatch(other -> other.name().equals(name))) {
                throw new IllegalArgumentException("the sampler \"" + name + "\" is there twice.");
            }
            long period = period(need(node, "periodNanos").asLong());
            samplers.add(new RunInfo.SamplerInfo(
                    name,
                    period,
                    period(node.path("refreshNanos").asLong(period)),
                    channels,
                    texts(node.path("notes"))));
        }
        return samplers;
    }

    private static long period(long nanos) {
        if (nanos <= 0 || nanos > RunInfo.LONGEST_NANOS) {
            throw new IllegalArgumentException("no sampler is read every " + nanos + " ns.");
        }
        return nanos;
    }

    private static Channel channel(JsonNode node) {
        JsonNode wrapsAt = node.get("wrapsAt");
        return new Channel(
                text(node, "id"),
                constant(Component.class, node, "component"),
                constant(Quantity.class, node, "quantity"),
                constant(Origin.class, node, "origin"),
                optional(node, "partOf"),
                wrapsAt == null ? null : wrapsAt.asDouble(),
                optional(node, "mirrorOf"));
    }

    private static Map<String, Detection.Absent> absent(JsonNode nodes) {
        Map<String, Detection.Absent> absent = new LinkedHashMap<>();
        for (JsonNode node : nodes) {
            absent.put(
                    text(node, "name"),
                    new Detection.Absent(
                            node.path("reason").asText(), node.path("remedy").asText()));
        }
        return absent;
    }

    private static Map<String, String> settings(JsonNode node) {
        Map<String, String> settings = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return settings;
    }

    private static RunInfo.@Nullable End end(@Nullable JsonNode node) {
        if (node == null || !node.isObject()) {
            return null;
        }
        long elapsed = need(node, "elapsedNanos").asLong();
        if (!RunInfo.isInstant(elapsed)) {
            throw new IllegalArgumentException("no run ends " + elapsed + " ns after its start.");
        }
        JsonNode exitCode = node.path("exitCode");
        return new RunInfo.End(
                elapsed,
                exitCode.isInt() ? exitCode.asInt() : null,
                node.path("missedTicks").asLong(),
                node.path("badEventLines").asLong());
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String field) {
        String name = text(node, field);
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + name + "\" is not a " + field + ".", e);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not an instant.", e);
        }
    }

    private static @Nullable String optional(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null ? null : value.asText();
    }

    private static String text(JsonNode node, String field) {
        return need(node, field).asText();
    }

    private static JsonNode need(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("the field \"" + field + "\" is missing.");
        }
        return value;
    }
}
