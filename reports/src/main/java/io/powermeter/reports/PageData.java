package io.powermeter.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.powermeter.measurement.Component;
import io.powermeter.recording.Mark;
import io.powermeter.reports.words.Words;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Curve;
import io.powermeter.summary.PhaseSpan;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Window;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The data of the page's charts. Times are seconds since the job's start. */
final class PageData {
    /** Columns of the power chart: four instants each. */
    private static final int COLUMNS = 1000;

    /** More lines than this are too many to tell apart; then there is one for each component. */
    private static final int MOST_LINES = 16;

    /** Stretches of phases are drawn one by one up to this many; of more, the narrow ones together. */
    private static final int MOST_STRETCHES = 2000;

    private static final int MOST_BANDS = 5000;
    private static final int MOST_GAPS = 5000;
    private static final int MOST_METRICS = 12;
    private static final int MOST_POINTS = 1000;
    private static final int LONGEST_NAME = 80;

    private final Summary summary;

    PageData(Summary summary) {
        this.summary = summary;
    }

    /** Returns the data as JSON that cannot end the element it stands in. */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            power(json);
            phases(json);
            gaps(json);
            metrics(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().replace("<", "\\u003c");
    }

    private void power(JsonGenerator json) throws IOException {
        List<Line> lines = lines();
        Window shown = new Window(0, summary.recording().lastNanos());
        PowerTrace trace = PowerTrace.of(lines.stream().map(Line::curves).toList(), shown, COLUMNS);
        window(json, shown.fromNanos(), shown.toNanos());
        json.writeArrayFieldStart("seconds");
        for (double seconds : trace.seconds()) {
            json.writeNumber(round(seconds - summary.window().fromNanos() / 1e9, 1e4));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("lines");
        for (int i = 0; i < lines.size(); i++) {
            json.writeStartObject();
            json.writeStringField("name", lines.get(i).name());
            json.writeStringField("kind", lines.get(i).kind());
            numbers(json, "watts", trace.watts(i), 1e2);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private List<Line> lines() {
        List<ChannelEnergy> counted =
                summary.channels().stream().filter(ChannelEnergy::counted).toList();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Machine", "total", counted.stream().map(this::curve).toList()));
        List<ChannelEnergy> parts = summary.parts();
        if (parts.size() > MOST_LINES) {
            Map<Component, List<Curve>> components = new EnumMap<>(Component.class);
            for (ChannelEnergy channel : parts) {
                components
                        .computeIfAbsent(channel.channel().component(), c -> new ArrayList<>())
                        .add(curve(channel));
            }
            components.forEach((c, curves) -> lines.add(new Line(Words.of(c), kind(c), curves)));
        } else if (parts.size() > 1 || !parts.equals(counted)) {
            for (ChannelEnergy channel : parts) {
                lines.add(
                        new Line(channel.channel().id(), kind(channel.channel().component()), List.of(curve(channel))));
            }
        }
        return lines;
    }

    private Curve curve(ChannelEnergy channel) {
        return summary.curve(channel.channel().id()).orElseThrow();
    }

    private static String kind(Component component) {
        return component.name().toLowerCase(Locale.ROOT);
    }

    /** Returns how many bars of phases the chart has no room for, the shortest ones. */
    int phasesNotDrawn() {
        return Math.max(0, bands().size() - MOST_BANDS);
    }

    private List<PhaseBand> bands() {
        List<PhaseSpan> spans = summary.phaseSpans();
        long narrowNanos = spans.size() > MOST_STRETCHES ? summary.recording().lastNanos() / COLUMNS : 0;
        return PhaseBand.of(spans, narrowNanos);
    }

    private void phases(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("phases");
        List<PhaseBand> longest = bands().stream()
                .sorted(Comparator.comparingLong(PhaseBand::lengthNanos).reversed())
                .limit(MOST_BANDS)
                .toList();
        for (PhaseBand band : longest) {
            json.writeStartObject();
            json.writeStringField("name", Words.cut(Words.oneLine(band.name()), LONGEST_NAME));
            if (band.count() > 1) {
                json.writeNumberField("count", band.count());
            }
            json.writeNumberField("depth", band.depth());
            window(json, band.window().fromNanos(), band.window().toNanos());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void gaps(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("gaps");
        int room = MOST_GAPS;
        for (Mark mark : summary.recording().marks()) {
            if (mark instanceof Mark.Gap gap && room-- > 0) {
                json.writeStartObject();
                window(json, gap.fromNanos(), gap.elapsedNanos());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void window(JsonGenerator json, long fromNanos, long toNanos) throws IOException {
        json.writeNumberField("from", round(sinceJob(fromNanos), 1e4));
        json.writeNumberField("to", round(sinceJob(toNanos), 1e4));
    }

    private double sinceJob(long nanos) {
        return (nanos - summary.window().fromNanos()) / 1e9;
    }

    /** The metrics that were told more than once. */
    private void metrics(JsonGenerator json) throws IOException {
        Map<String, List<Mark.Metric>> byName = new LinkedHashMap<>();
        for (Mark mark : summary.recording().marks()) {
            if (mark instanceof Mark.Metric metric && Double.isFinite(metric.value())) {
                byName.computeIfAbsent(metric.metric(), name -> new ArrayList<>())
                        .add(metric);
            }
        }
        json.writeArrayFieldStart("metrics");
        int room = MOST_METRICS;
        for (Map.Entry<String, List<Mark.Metric>> metric : byName.entrySet()) {
            if (metric.getValue().size() > 1 && room-- > 0) {
                metric(json, metric.getKey(), thinned(metric.getValue()));
            }
        }
        json.writeEndArray();
    }

    private void metric(JsonGenerator json, String name, List<Mark.Metric> points) throws IOException {
        long from = summary.window().fromNanos();
        json.writeStartObject();
        json.writeStringField("name", Words.cut(Words.oneLine(name), LONGEST_NAME));
        numbers(
                json,
                "seconds",
                points.stream().mapToDouble(p -> sinceJob(p.elapsedNanos())).toArray(),
                1e4);
        numbers(
                json,
                "joules",
                points.stream()
                        .mapToDouble(p -> summary.watts(from, p.elapsedNanos()) * sinceJob(p.elapsedNanos()))
                        .toArray(),
                1e4);
        json.writeArrayFieldStart("values");
        for (Mark.Metric point : points) {
            json.writeNumber(point.value());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Returns points spread evenly, the last one among them. */
    private static List<Mark.Metric> thinned(List<Mark.Metric> points) {
        int step = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
        List<Mark.Metric> few = new ArrayList<>();
        for (int i = (points.size() - 1) % step; i < points.size(); i += step) {
            few.add(points.get(i));
        }
        return few;
    }

    private static void numbers(JsonGenerator json, String field, double[] values, double scale) throws IOException {
        json.writeArrayFieldStart(field);
        for (double value : values) {
            if (Double.isNaN(value)) {
                json.writeNull();
            } else {
                json.writeNumber(round(value, scale));
            }
        }
        json.writeEndArray();
    }

    private static double round(double value, double scale) {
        return Math.rint(value * scale) / scale;
    }

    /** One line of the power chart; its kind gives its colour. */
    private record Line(String name, String kind, List<Curve> curves) {}
}
