package io.powermeter.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.powermeter.measurement.Channel;
import io.powermeter.sampler.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code run.json}. Written with the streaming generator, because this happens before the job may start. */
final class RunJson {
    private static final JsonFactory JSON = new JsonFactory();

    private RunJson() {}

    /** Puts {@code info} in place of {@code file} in one step, so that a reader never sees half of it. */
    static void write(Path file, RunInfo info) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside); // and made anew: what another put there is neither followed nor written to
        try (JsonGenerator json = JSON.createGenerator(
                Files.newBufferedWriter(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            write(json, info);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(JsonGenerator json, RunInfo info) throws IOException {
        json.writeStartObject();
        json.writeNumberField("formatVersion", RunInfo.FORMAT_VERSION);
        json.writeStringField("toolVersion", info.toolVersion());
        json.writeStringField("name", info.name());
        json.writeArrayFieldStart("command");
        for (String word : info.command()) {
            json.writeString(word);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("start");
        json.writeStringField("wall", info.startedAt().toString());
        json.writeNumberField("monotonicNanos", info.startNanos());
        json.writeEndObject();
        machine(json, info.machine());
        json.writeArrayFieldStart("samplers");
        for (RunInfo.SamplerInfo sampler : info.samplers()) {
            sampler(json, sampler);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("absent");
        for (Map.Entry<String, Detection.Absent> absent : info.absent().entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", absent.getKey());
            json.writeStringField("reason", absent.getValue().reason());
            json.writeStringField("remedy", absent.getValue().remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting : info.settings().entrySet()) {
            json.writeStringField(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
        end(json, info.end());
        json.writeEndObject();
    }

    private static void machine(JsonGenerator json, Machine machine) throws IOException {
        json.writeObjectFieldStart("host");
        json.writeStringField("cpu", machine.cpu());
        json.writeNumberField("sockets", machine.sockets());
        json.writeNumberField("cores", machine.cores());
        json.writeNumberField("processors", machine.processors());
        json.writeNumberField("memoryBytes", machine.memoryBytes());
        json.writeStringField("os", machine.os());
        json.writeStringField("virtualization", machine.virtualization());
        json.writeStringField("jvm", machine.jvm());
        json.writeEndObject();
    }

    private static void sampler(JsonGenerator json, RunInfo.SamplerInfo sampler) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", sampler.name());
        json.writeNumberField("periodNanos", sampler.periodNanos());
        if (sampler.refreshNanos() != sampler.periodNanos()) {
            json.writeNumberField("refreshNanos", sampler.refreshNanos());
        }
        json.writeArrayFieldStart("channels");
        for (Channel channel : sampler.channels()) {
            json.writeStartObject();
            json.writeStringField("id", channel.id());
            json.writeStringField("component", channel.component().name());
            json.writeStringField("quantity", channel.quantity().name());
            json.writeStringField("unit", channel.quantity().unit());
            json.writeStringField("origin", channel.origin().name());
            optional(json, "partOf", channel.partOf());
            optional(json, "mirrorOf", channel.mirrorOf());
            Double wrapsAt = channel.wrapsAt();
            if (wrapsAt != null) {
                json.writeNumberField("wrapsAt", wrapsAt);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notes");
        for (String note : sampler.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void end(JsonGenerator json, RunInfo.@Nullable End end) throws IOException {
        if (end == null) {
            return;
        }
        json.writeObjectFieldStart("end");
        json.writeNumberField("elapsedNanos", end.elapsedNanos());
        Integer exitCode = end.exitCode();
        if (exitCode != null) {
            json.writeNumberField("exitCode", exitCode);
        }
        json.writeNumberField("missedTicks", end.missedTicks());
        json.writeNumberField("badEventLines", end.badEventLines());
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }
}
