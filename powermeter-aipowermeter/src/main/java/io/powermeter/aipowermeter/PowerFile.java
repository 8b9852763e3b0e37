package io.powermeter.aipowermeter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.powermeter.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes {@code power_metrics.json}. Every interval is two lines with the same powers, at its begin and at its end, so that
 * AIPowerMeter's trapezoid over the dates gives its joules. Where something ceases to be known a recording segment ends, since
 * the trapezoid would paint over the hole. AIPowerMeter finds the end of a segment by its date in each key's readings, so
 * the next one begins a microsecond later; and it fails on a key that has no reading behind the last end, so a key that is not
 * known to the end has one last reading of 0, which has no length.
 */
final class PowerFile {
    private final List<Interval> intervals = new ArrayList<>();
    private final Map<String, Domain> cpu;
    private final List<Card> cards;
    private final JobFigures job;

    /** {@code watts[key][interval]}: first the keys of the CPU in order, then the cards; NaN where not known. */
    private final List<double[]> watts = new ArrayList<>();

    private final List<Domain> domains;
    private boolean elapsed;

    PowerFile(Summary summary, Map<String, Domain> cpu, List<Card> cards) {
        this.cpu = cpu;
        this.cards = cards;
        this.job = new JobFigures(summary.recording(), summary.window());
        this.domains = new ArrayList<>(cpu.values());
        cards.forEach(card -> domains.add(card.power()));
        for (Interval interval : Interval.of(summary.recording(), summary.window(), domains)) {
            double[] values = domains.stream()
                    .mapToDouble(domain -> domain.watts(interval.fromNanos(), interval.toNanos()))
                    .toArray();
            if (Arrays.stream(values).anyMatch(value -> !Double.isNaN(value))) {
                intervals.add(interval);
                watts.add(values);
            }
        }
    }

    /** Returns whether nothing is known at all. */
    boolean isEmpty() {
        return intervals.isEmpty();
    }

    void write(Path file) throws IOException {
        elapsed = !cpu.containsKey(Names.INTEL) || Double.isNaN(watts.get(0)[0]);
        try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            long earliest = Long.MIN_VALUE;
            for (int i = 0; i < intervals.size(); i++) {
                Interval interval = intervals.get(i);
                long from = Math.max(earliest, Dates.micros(interval.wall(interval.fromNanos())));
                long to = Dates.micros(interval.wall(interval.toNanos()));
                if (to <= from) {
                    continue; // nothing that has a length in microseconds
                }
                line(json, i, from, 0);
                line(json, i, to, (to - from) / 1e6);
                earliest = to;
                if (i + 1 == intervals.size() || endsSegment(i)) {
                    json.writeString(Names.SEGMENT_END);
                    earliest = to + 1;
                }
            }
            json.writeRaw('\n');
        }
    }

    private boolean endsSegment(int i) {
        Interval here = intervals.get(i);
        Interval next = intervals.get(i + 1);
        if (here.segment() != next.segment() || here.toNanos() != next.fromNanos()) {
            return true;
        }
        for (int key = 0; key < domains.size(); key++) {
            if (!Double.isNaN(watts.get(i)[key]) && Double.isNaN(watts.get(i + 1)[key])) {
                return true;
            }
        }
        return false;
    }

    private void line(JsonGenerator json, int i, long micros, double window) throws IOException {
        Interval interval = intervals.get(i);
        double[] values = watts.get(i).clone();
        if (i == intervals.size() - 1 && window > 0) {
            close(values);
        }
        json.writeStartObject();
        json.writeStringField("date", Dates.text(micros));
        json.writeNumberField(Names.WINDOW, window);
        json.writeObjectFieldStart("metrics");
        json.writeObjectFieldStart("cpu");
        if (elapsed) {
            long nanos = window > 0 ? interval.toNanos() : interval.fromNanos();
            json.writeNumberField(Names.ELAPSED, nanos / 1e9);
        }
        int key = 0;
        for (String name : cpu.keySet()) {
            if (!Double.isNaN(values[key])) {
                json.writeNumberField(name, values[key]);
            }
            key++;
        }
        job.write(json, interval, value(i, Names.INTEL), value(i, Names.CORE), value(i, Names.DRAM));
        json.writeEndObject();
        cards(json, interval, values);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Gives a last reading to what was known once and is no more. */
    private void close(double[] values) {
        for (int key = 0; key < values.length; key++) {
            int column = key;
            if (Double.isNaN(values[key]) && watts.stream().anyMatch(row -> !Double.isNaN(row[column]))) {
                values[key] = 0;
            }
        }
    }

    private double value(int i, String name) {
        int key = List.copyOf(cpu.keySet()).indexOf(name);
        return key < 0 ? Double.NaN : watts.get(i)[key];
    }

    private void cards(JsonGenerator json, Interval interval, double[] values) throws IOException {
        double[] powers = Arrays.copyOfRange(values, cpu.size(), values.length);
        if (Arrays.stream(powers).allMatch(Double::isNaN)) {
            return;
        }
        json.writeObjectFieldStart("gpu");
        number(json, Names.GPU_POWER, Arrays.stream(powers).sum());
        json.writeObjectFieldStart(Names.PER_GPU + Names.GPU_POWER);
        for (int i = 0; i < powers.length; i++) {
            number(json, Integer.toString(i), powers[i]);
        }
        json.writeEndObject();
        gauges(json, Names.GPU_MEMORY, Card::memory, 1, interval);
        gauges(json, Names.GPU_USE, Card::use, 100, interval);
        json.writeEndObject();
    }

    /** AIPowerMeter fails on a card whose values are all missing, and its print() on no card at all. */
    private void gauges(
            JsonGenerator json, String key, Function<Card, Optional<Series>> gauge, double scale, Interval interval)
            throws IOException {
        double[] values = cards.stream()
                .map(gauge)
                .mapToDouble(series -> series.map(told -> scale * told.held(interval.fromNanos()))
                        .orElse(Double.NaN))
                .toArray();
        number(json, key, Arrays.stream(values).sum());
        json.writeObjectFieldStart(Names.PER_GPU + key);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                json.writeNumberField(Integer.toString(i), values[i]);
            }
        }
        if (Arrays.stream(values).allMatch(Double::isNaN)) {
            json.writeNumberField(Names.NO_CARD, 0);
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String key, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(key);
        } else {
            json.writeNumberField(key, value);
        }
    }
}
