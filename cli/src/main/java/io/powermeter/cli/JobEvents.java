package io.powermeter.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.powermeter.meter.Run;
import io.powermeter.reports.words.Figures;
import io.powermeter.workloads.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Passes what a workload says on to the meter it runs in, as lines of the event file, and its metrics to people, as a line
 * on standard output for each epoch: it ends with what is told between two phases, or before a metric is told again. What is told
 * inside a phase has the phase's name before it.
 */
final class JobEvents implements TrainingListener, AutoCloseable {
    /** Progress is for eyes. */
    private static final long PROGRESS_NANOS = 500_000_000L;

    private final JsonGenerator json;
    private final PrintStream out;
    private final Map<String, String> metrics = new LinkedHashMap<>();
    private final Deque<String> openPhases = new ArrayDeque<>();
    private boolean lineIsWhole;
    private long lastProgress = System.nanoTime();

    private JobEvents(OutputStream file, PrintStream out) throws IOException {
        this.json = new JsonFactory().createGenerator(file).setPrettyPrinter(new MinimalPrettyPrinter(""));
        this.out = out;
    }

    /** Returns the listener of a workload in this process: without a meter around it, only people are told. */
    static JobEvents ofEnvironment(PrintStream out) {
        String file = System.getenv(Run.EVENTS_VARIABLE);
        try {
            return new JobEvents(
                    file == null
                            ? OutputStream.nullOutputStream()
                            : Files.newOutputStream(
                                    Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void phaseBegin(String name) {
        if (lineIsWhole) {
            tellPeople();
        }
        openPhases.push(name);
        line(() -> phase(name, "begin"));
    }

    @Override
    public void phaseEnd(String name) {
        openPhases.removeFirstOccurrence(name);
        line(() -> phase(name, "end"));
    }

    @Override
    public void metric(String name, double value) {
        if (metrics.containsKey(name)) {
            tellPeople();
        }
        String phase = openPhases.peek();
        metrics.put(name, (phase == null ? "" : phase + ".") + name + " " + Figures.number(value));
        lineIsWhole |= phase == null;
        line(() -> {
            json.writeStringField("metric", name);
            json.writeNumberField("value", value);
        });
    }

    @Override
    public void progress(long done, long total) {
        long now = System.nanoTime();
        if (now - lastProgress < PROGRESS_NANOS && done < total) {
            return;
        }
        lastProgress = now;
        line(() -> {
            json.writeObjectFieldStart("progress");
            json.writeNumberField("done", done);
            json.writeNumberField("total", total);
            json.writeEndObject();
        });
    }

    @Override
    public void setting(String name, String value) {
        line(() -> {
            json.writeStringField("setting", name);
            json.writeStringField("value", value);
        });
    }

    @Override
    public void close() {
        tellPeople();
        try {
            json.close();
        } catch (IOException e) {
            // the meter has what was flushed
        }
    }

    private void phase(String name, String event) throws IOException {
        json.writeStringField("phase", name);
        json.writeStringField("event", event);
    }

    private void tellPeople() {
        lineIsWhole = false;
        if (!metrics.isEmpty()) {
            out.println(String.join("  ", metrics.values()));
            metrics.clear();
        }
    }

    private void line(Fields fields) {
        try {
            json.writeStartObject();
            json.writeNumberField("t", System.nanoTime());
            fields.write();
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        } catch (IOException e) {
            // the training goes on, whatever becomes of the meter
        }
    }

    @FunctionalInterface
    private interface Fields {
        void write() throws IOException;
    }
}
