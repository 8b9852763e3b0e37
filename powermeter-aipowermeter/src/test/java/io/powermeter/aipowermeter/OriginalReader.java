package io.powermeter.aipowermeter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What AIPowerMeter's reader makes of {@code power_metrics.json}, written anew after its {@code parsers.py} and {@code
 * experiment.py} (<a href="https://github.com/GreenAI-Uppa/AIPowerMeter">fc099d1</a>): each key has a list of dates and values;
 * a key's list is cut where a reading has the date of a segment's end; the energy is the trapezoid over each part. What would
 * make it fail fails here.
 */
final class OriginalReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Point(double seconds, double value) {}

    private final Map<String, List<Point>> curves = new LinkedHashMap<>();
    private final Set<Double> ends = new HashSet<>();
    private String firstKey = "";

    OriginalReader(Path folder) throws IOException {
        double last = Double.NaN;
        List<String> lines = Files.readAllLines(folder.resolve("power_metrics.json"));
        for (String line : lines) {
            JsonNode node = JSON.readTree(line);
            if (node.isTextual()) {
                if (Double.isNaN(last)) {
                    throw new AssertionError("an end of a segment that has no lines");
                }
                ends.add(last);
                last = Double.NaN;
            } else {
                last = seconds(node.get("date").asText());
                add(node.get("metrics"), last);
            }
        }
        if (!Double.isNaN(last)) {
            throw new AssertionError("no end of the last segment");
        }
        ends.remove(
                seconds(JSON.readTree(lines.get(lines.size() - 2)).get("date").asText()));
    }

    private static double seconds(String date) {
        if (!date.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00")) {
            throw new AssertionError("not for every Python: " + date);
        }
        OffsetDateTime at = OffsetDateTime.parse(date.replace(' ', 'T'));
        return at.toEpochSecond() + at.getNano() / 1e9;
    }

    private void add(JsonNode metrics, double at) {
        for (Map.Entry<String, JsonNode> metric : metrics.path("cpu").properties()) {
            firstKey = firstKey.isEmpty() ? metric.getKey() : firstKey;
            add(metric.getKey(), at, metric.getValue());
        }
        if (metrics.has("gpu")) {
            for (String key : new String[] {"nvidia_power", "nvidia_memory", "nvidia_use_rate"}) {
                add(key, at, metrics.get("gpu").get(key));
                JsonNode each = metrics.get("gpu").get("per_gpu_" + key);
                if (each.isEmpty()) {
                    throw new AssertionError("no card in per_gpu_" + key + ": print() would fail");
                }
                each.properties().forEach(card -> add("per_gpu_" + key + card.getKey(), at, card.getValue()));
            }
        }
    }

    private void add(String key, double at, JsonNode value) {
        curves.computeIfAbsent(key, k -> new ArrayList<>());
        double number = 0;
        if (value.isObject()) {
            for (JsonNode part : value) {
                number += part.doubleValue();
            }
        } else if (value.isNull()) {
            return;
        } else {
            number = value.doubleValue();
        }
        curves.getOrDefault(key, List.of()).add(new Point(at, number));
    }

    private List<List<Point>> parts(String key) {
        List<Point> curve = curves.getOrDefault(key, List.of());
        List<List<Point>> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < curve.size(); i++) {
            if (ends.contains(curve.get(i).seconds)) {
                parts.add(curve.subList(from, i + 1));
                from = i + 1;
            }
        }
        if (from == curve.size()) {
            throw new AssertionError(key + " has no reading behind the last end: get_summary() would fail");
        }
        parts.add(curve.subList(from, curve.size()));
        return parts;
    }

    boolean has(String key) {
        return curves.containsKey(key);
    }

    /** Returns what {@code get_summary()} tells as the energy of a key. */
    double joules(String key) {
        double joules = 0;
        for (List<Point> part : parts(key)) {
            for (int i = 1; i < part.size(); i++) {
                joules += (part.get(i).seconds - part.get(i - 1).seconds)
                        * (part.get(i).value + part.get(i - 1).value)
                        / 2;
            }
        }
        return joules;
    }

    /** Returns what {@code get_summary()} tells as the duration: that of the first key of all. */
    double duration() {
        double seconds = 0;
        for (List<Point> part : parts(firstKey)) {
            seconds += part.get(part.size() - 1).seconds - part.get(0).seconds;
        }
        return seconds;
    }
}
