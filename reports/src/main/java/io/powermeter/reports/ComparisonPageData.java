package io.powermeter.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.PowerLine;
import io.powermeter.reports.comparison.RunFigures;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The numbers behind the power chart of a comparison, as JSON that stands safely inside a page. */
final class ComparisonPageData {
    /** Lines are drawn of so many runs at most, so that the page stays small and the chart readable. */
    private static final int MOST_LINES = 60;

    private static final int MOST_PHASES = 6;

    private final Comparison comparison;
    private final List<String> phases;

    ComparisonPageData(Comparison comparison) {
        this.comparison = comparison;
        this.phases = comparison.phases().stream()
                .sorted(Comparator.comparingDouble(this::seconds).reversed())
                .limit(MOST_PHASES)
                .toList();
    }

    private double seconds(String phase) {
        return comparison.groups().stream()
                .flatMap(group -> group.runs().stream())
                .map(run -> run.phasePower().get(phase))
                .mapToDouble(line -> line == null ? 0 : line.seconds())
                .max()
                .orElse(0);
    }

    /** Returns the data; {@code <} is written as an escape, so that no name can end the script element. */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("phases");
            for (String phase : phases) {
                json.writeString(ComparisonTable.label(phase));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("groups");
            for (Group group : comparison.groups()) {
                group(json, group);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().replace("<", "\\u003c");
    }

    private void group(JsonGenerator json, Group group) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", ComparisonTable.label(group.label()));
        json.writeNumberField("count", group.runs().size());
        json.writeArrayFieldStart("runs");
        for (RunFigures run : drawn(group.runs())) {
            json.writeStartObject();
            line(json, "whole", run.power());
            json.writeArrayFieldStart("phases");
            for (String phase : phases) {
                phase(json, run.phasePower(), phase);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Returns runs spread evenly over all of a group; the one in the middle by energy comes first: it is drawn thick. */
    private List<RunFigures> drawn(List<RunFigures> runs) {
        List<RunFigures> byEnergy = runs.stream()
                .sorted(Comparator.comparingDouble(run -> run.whole().joules()))
                .toList();
        int room = Math.max(1, MOST_LINES / comparison.groups().size());
        int count = Math.min(room, runs.size());
        int middle = (count - 1) / 2;
        return IntStream.range(0, count)
                .map(i -> i == 0 ? middle : i <= middle ? i - 1 : i)
                .mapToObj(i -> byEnergy.get((int) ((i + 0.5) * runs.size() / count)))
                .toList();
    }

    private static void phase(JsonGenerator json, Map<String, PowerLine> lines, String phase) throws IOException {
        PowerLine line = lines.get(phase);
        json.writeStartObject();
        if (line != null) {
            line(json, "line", line);
        }
        json.writeEndObject();
    }

    private static void line(JsonGenerator json, String field, PowerLine line) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("seconds", Math.rint(line.seconds() * 1e4) / 1e4);
        json.writeArrayFieldStart("watts");
        for (double watts : line.watts()) {
            if (Double.isNaN(watts)) {
                json.writeNull();
            } else {
                json.writeNumber(Math.rint(watts * 100) / 100);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
