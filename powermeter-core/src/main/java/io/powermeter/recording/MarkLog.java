package io.powermeter.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code events.jsonl}, one object a line, each handed to the operating system at once. Safe for several threads. */
final class MarkLog implements Closeable {
    private final OutputStream out;
    private final JsonGenerator json;

    MarkLog(Path file) throws IOException {
        Files.createFile(file);
        out = new FileOutputStream(file.toFile()); // not a channel: an interrupted thread would close it for good
        json = new JsonFactory()
                .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                .createGenerator(out)
                .setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    synchronized void append(Mark mark) throws IOException {
        if (json.isClosed()) {
            throw new ClosedChannelException(); // the generator would fail with a null pointer
        }
        json.writeStartObject();
        json.writeNumberField("elapsed_ns", mark.elapsedNanos());
        fields(mark);
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private void fields(Mark mark) throws IOException {
        if (mark instanceof Mark.JobBegin begin) {
            json.writeStringField("job", "begin");
            json.writeNumberField("pid", begin.pid());
        } else if (mark instanceof Mark.JobEnd end) {
            json.writeStringField("job", "end");
            Integer exitCode = end.exitCode();
            if (exitCode != null) {
                json.writeNumberField("exitCode", exitCode);
            }
        } else if (mark instanceof Mark.PhaseBegin begin) {
            json.writeStringField("phase", begin.phase());
            json.writeStringField("event", "begin");
        } else if (mark instanceof Mark.PhaseEnd end) {
            json.writeStringField("phase", end.phase());
            json.writeStringField("event", "end");
        } else if (mark instanceof Mark.Metric metric) {
            json.writeStringField("metric", metric.metric());
            json.writeNumberField("value", metric.value());
        } else if (mark instanceof Mark.Setting setting) {
            json.writeStringField("setting", setting.setting());
            json.writeStringField("value", setting.value());
        } else if (mark instanceof Mark.Warning warning) {
            json.writeStringField("warning", warning.text());
        } else if (mark instanceof Mark.Grid grid) {
            json.writeNumberField("intensity", grid.told().gramsPerKilowattHour());
            json.writeStringField("from", grid.told().from().toString());
            json.writeStringField("to", grid.told().to().toString());
            json.writeStringField("source", grid.told().source());
        } else if (mark instanceof Mark.Gap gap) {
            json.writeStringField("gap", gap.channel());
            json.writeNumberField("from_ns", gap.fromNanos());
            json.writeStringField("reason", gap.reason());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (out) {
            json.close();
        }
    }
}
