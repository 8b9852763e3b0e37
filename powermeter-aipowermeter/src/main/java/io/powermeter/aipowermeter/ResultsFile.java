package io.powermeter.aipowermeter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import io.powermeter.recording.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code results_exp.json} in the form that AIPowerMeter reads, a list with an object for each epoch (the one that it
 * writes itself it cannot read): the numbers that the job told within a second of each other are an epoch's.
 */
final class ResultsFile {
    private static final long EPOCH_NANOS = 1_000_000_000L;

    private ResultsFile() {}

    /** Writes the file, if the job told numbers. */
    static void write(Path file, Recording recording) throws IOException {
        List<Map<String, Mark.Metric>> epochs = epochs(recording);
        if (epochs.isEmpty()) {
            return;
        }
        try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
            json.writeStartArray();
            for (Map<String, Mark.Metric> epoch : epochs) {
                json.writeStartObject();
                long last = 0;
                for (Map.Entry<String, Mark.Metric> metric : epoch.entrySet()) {
                    String name = Names.TAKEN.contains(metric.getKey()) ? "job_" + metric.getKey() : metric.getKey();
                    json.writeNumberField(name, metric.getValue().value());
                    last = metric.getValue().elapsedNanos();
                }
                json.writeStringField(Names.RESULT_DATE, date(recording, last));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static List<Map<String, Mark.Metric>> epochs(Recording recording) {
        List<Map<String, Mark.Metric>> epochs = new ArrayList<>();
        Map<String, Mark.Metric> epoch = Map.of();
        long begin = 0;
        for (Mark mark : recording.marks()) {
            if (mark instanceof Mark.Metric metric) {
                boolean same = !epochs.isEmpty()
                        && metric.elapsedNanos() - begin < EPOCH_NANOS
                        && !epoch.containsKey(metric.metric());
                if (!same) {
                    epoch = new LinkedHashMap<>();
                    epochs.add(epoch);
                    begin = metric.elapsedNanos();
                }
                epoch.put(metric.metric(), metric);
            }
        }
        return epochs;
    }

    private static String date(Recording recording, long nanos) {
        List<Segment> segments = Interval.segments(recording);
        Segment in = segments.get(0);
        for (Segment segment : segments) {
            in = segment.fromNanos() <= nanos ? segment : in;
        }
        return Dates.text(in.startedAt().plusNanos(nanos - in.fromNanos()));
    }
}
