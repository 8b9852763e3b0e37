package io.powermeter.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.powermeter.watch.PowerFigures;
import io.powermeter.watch.Snapshot;
import io.powermeter.watch.Snapshot.ChannelPower;
import io.powermeter.watch.Snapshot.Gauge;
import io.powermeter.watch.Snapshot.ProcessPower;
import io.powermeter.watch.Snapshot.ProcessPowers;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** One JSON object a line for each interval; docs/watch.md has the fields. What is not known is left out. */
final class WatchJson implements WatchView {
    private static final int FORMAT_VERSION = 1;

    /** Whatever the encoding of standard output is. */
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final PrintStream out;

    WatchJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Snapshot snapshot) {
        out.print(text(snapshot) + "\n");
    }

    @Override
    public boolean isBroken() {
        return out.checkError();
    }

    static String text(Snapshot snapshot) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string takes everything
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Snapshot snapshot) throws IOException {
        json.writeStartObject();
        json.writeNumberField("formatVersion", FORMAT_VERSION);
        json.writeStringField("time", snapshot.time().toString());
        number(json, "seconds", snapshot.seconds());
        number(json, "intervalSeconds", snapshot.intervalSeconds());
        json.writeObjectFieldStart("total");
        json.writeStringField("origin", snapshot.origin().name());
        power(json, snapshot.total());
        json.writeEndObject();
        json.writeArrayFieldStart("channels");
        for (ChannelPower channel : snapshot.channels()) {
            channel(json, channel);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("gauges");
        for (Gauge gauge : snapshot.gauges()) {
            gauge(json, gauge);
        }
        json.writeEndArray();
        processes(json, snapshot.processes());
        texts(json, "warnings", snapshot.warnings());
        texts(json, "absent", snapshot.absent());
        json.writeEndObject();
    }

    private static void channel(JsonGenerator json, ChannelPower channel) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", channel.channel().id());
        json.writeStringField("component", channel.channel().component().name());
        json.writeStringField("origin", channel.channel().origin().name());
        String whole = channel.channel().partOf();
        if (whole != null) {
            json.writeStringField("partOf", whole);
        }
        json.writeBooleanField("counted", channel.counted());
        power(json, channel.power());
        json.writeEndObject();
    }

    private static void power(JsonGenerator json, PowerFigures power) throws IOException {
        number(json, "watts", power.watts());
        number(json, "lowestWatts", power.lowestWatts());
        number(json, "meanWatts", power.meanWatts());
        number(json, "highestWatts", power.highestWatts());
        number(json, "joules", power.joules());
    }

    private static void gauge(JsonGenerator json, Gauge gauge) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", gauge.channel().id());
        json.writeStringField("component", gauge.channel().component().name());
        json.writeStringField("quantity", gauge.channel().quantity().name());
        json.writeStringField("unit", gauge.channel().quantity().unit());
        number(json, "value", gauge.value());
        json.writeEndObject();
    }

    private static void processes(JsonGenerator json, ProcessPowers processes) throws IOException {
        json.writeObjectFieldStart("processes");
        json.writeStringField("shared", processes.shared().name());
        number(json, "sharedWatts", processes.sharedWatts());
        number(json, "coresBusy", processes.coresBusy());
        number(json, "restCores", processes.restCores());
        number(json, "restWatts", processes.restWatts());
        number(json, "meterCores", processes.meterCores());
        json.writeArrayFieldStart("top");
        for (ProcessPower process : processes.top()) {
            json.writeStartObject();
            json.writeNumberField("pid", process.pid());
            json.writeStringField("name", process.name());
            number(json, "cores", process.cores());
            number(json, "watts", process.watts());
            number(json, "acceleratorShare", process.acceleratorShare());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String field, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(field, value);
        }
    }

    private static void texts(JsonGenerator json, String field, Iterable<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
