package io.powermeter.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import io.powermeter.carbon.CarbonAccount;
import io.powermeter.measurement.Component;
import io.powermeter.measurement.Origin;
import io.powermeter.recording.RunInfo;
import io.powermeter.summary.ChannelEnergy;
import io.powermeter.summary.Idle;
import io.powermeter.summary.JobEnergy;
import io.powermeter.summary.MeterCost;
import io.powermeter.summary.PhaseEnergy;
import io.powermeter.summary.Split;
import io.powermeter.summary.Summary;
import io.powermeter.summary.Total;
import io.powermeter.summary.WallEstimate;
import io.powermeter.summary.Window;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code summary.json}, version {@value #FORMAT_VERSION}: the numbers of a summary for programs. Energies are joules,
 * times seconds, shares 0 to 1, memory bytes. What is not known is left out, never 0 and never null.
 */
final class SummaryJson {
    static final int FORMAT_VERSION = 1;

    private final Summary summary;
    private final CarbonAccount carbon;
    private final Knowledge known;
    private final JsonGenerator json;

    private SummaryJson(Summary summary, JsonGenerator json) {
        this.summary = summary;
        this.carbon = CarbonAccount.of(summary);
        this.known = new Knowledge(summary);
        this.json = json;
    }

    static void write(Summary summary, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonFile.generator(out)) {
            new SummaryJson(summary, json).write();
            json.writeRaw('\n');
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        run();
        total();
        wall();
        channels();
        job();
        attribution();
        phases();
        metrics();
        settings();
        new CarbonJson(carbon, json).write(known.energy());
        meter();
        texts("warnings", carbon.warnings());
        json.writeEndObject();
    }

    private void run() throws IOException {
        RunInfo info = summary.recording().info();
        json.writeNumberField("formatVersion", FORMAT_VERSION);
        json.writeStringField("name", info.name());
        texts("command", info.command());
        json.writeStringField("start", info.startedAt().toString());
        number("seconds", summary.window().seconds());
        RunInfo.End end = info.end();
        Integer exitCode = end == null ? null : end.exitCode();
        if (exitCode != null) {
            json.writeNumberField("exitCode", exitCode);
        }
        json.writeBooleanField("endedEarly", summary.recording().endedEarly());
    }

    private void total() throws IOException {
        Total total = summary.energy();
        json.writeObjectFieldStart("total");
        if (known.energy()) {
            number("joules", total.joules());
            number("measuredJoules", total.measuredJoules());
            json.writeStringField("origin", total.origin().name());
        }
        if (known.energy() && total.origin() == Origin.ESTIMATED) {
            number("lowJoules", total.lowJoules());
            number("highJoules", total.highJoules());
        }
        number("coverage", total.coverage());
        if (known.energy()) {
            number("meanWatts", total.meanWatts());
            number("peakWatts", summary.peakWatts());
            number("netJoules", summary.netJoules());
        }
        json.writeEndObject();
    }

    private void wall() throws IOException {
        if (!summary.besideWall().isEmpty()) {
            json.writeObjectFieldStart("besideWall");
            for (Map.Entry<Component, Double> part : summary.besideWall().entrySet()) {
                number(part.getKey().name(), part.getValue());
            }
            json.writeEndObject();
        }
        Optional<WallEstimate> estimate = summary.wallEstimate();
        if (estimate.isPresent()) {
            json.writeObjectFieldStart("wallEstimate");
            number("joules", estimate.get().joules());
            number("errorJoules", estimate.get().errorJoules());
            json.writeStringField("origin", Origin.ESTIMATED.name());
            json.writeStringField("calibration", estimate.get().calibration().text());
            json.writeEndObject();
        }
    }

    private void channels() throws IOException {
        json.writeArrayFieldStart("channels");
        for (ChannelEnergy channel : summary.channels()) {
            json.writeStartObject();
            json.writeStringField("id", channel.channel().id());
            json.writeStringField("component", channel.channel().component().name());
            if (channel.coverage() > 0) {
                number("joules", channel.joules());
                number("netJoules", channel.netJoules());
            }
            json.writeStringField("origin", channel.channel().origin().name());
            text("partOf", channel.channel().partOf());
            number("coverage", channel.coverage());
            json.writeBooleanField("counted", channel.counted());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void job() throws IOException {
        JobEnergy job = summary.job();
        json.writeObjectFieldStart("job");
        if (known.attribution()) {
            number("joules", job.joules());
        }
        number("cpuSeconds", job.cpuSeconds());
        text("cpuSource", job.cpuSource().isEmpty() ? null : job.cpuSource());
        if (known.attribution()) {
            number("share", job.share());
            number("restJoules", job.restJoules());
            number("otherJoules", job.split().otherJoules());
            number("meterJoules", job.split().meterJoules());
            number("unknownJoules", job.split().unknownJoules());
        }
        Idle idle = job.idle();
        if (idle != null && known.energy()) {
            number("idleJoules", idle.joules());
            number("idleWatts", idle.watts());
            number("idleWattsBefore", idle.beforeWatts());
            number("idleWattsAfter", idle.afterWatts());
        }
        number("memoryBytes", job.memoryBytes());
        json.writeEndObject();
    }

    private void attribution() throws IOException {
        json.writeArrayFieldStart("attribution");
        if (known.attribution()) {
            for (Map.Entry<Component, Split> part :
                    summary.split(summary.window()).entrySet()) {
                json.writeStartObject();
                json.writeStringField("component", part.getKey().name());
                number("jobJoules", part.getValue().jobJoules());
                number("otherJoules", part.getValue().otherJoules());
                number("meterJoules", part.getValue().meterJoules());
                number("unknownJoules", part.getValue().unknownJoules());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void phases() throws IOException {
        json.writeArrayFieldStart("phases");
        Map<String, List<Window>> stretches = EnergyTable.stretches(summary);
        for (PhaseEnergy phase : summary.phasesByName()) {
            json.writeStartObject();
            json.writeStringField("name", phase.name());
            json.writeNumberField("count", phase.count());
            number("seconds", phase.seconds());
            number("cpuSeconds", phase.cpuSeconds());
            number("samples", phase.samples());
            if (phase.coverage() > 0) {
                number("joules", phase.joules());
                number("netJoules", phase.netJoules());
            }
            if (phase.coverage() > 0 && known.attribution()) {
                number("jobJoules", phase.jobJoules());
            }
            if (phase.coverage() > 0) {
                number("errorJoules", phase.errorJoules());
            }
            if (EnergyTable.isRead(phase)) {
                number("grams", EnergyTable.grams(carbon, stretches.getOrDefault(phase.name(), List.of())));
            }
            number("coverage", phase.coverage());
            json.writeBooleanField("resolved", phase.resolved());
            text("unresolved", phase.unresolved());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void metrics() throws IOException {
        json.writeObjectFieldStart("metrics");
        for (Map.Entry<String, Double> metric : summary.metrics().entrySet()) {
            number(metric.getKey(), metric.getValue());
        }
        json.writeEndObject();
    }

    private void settings() throws IOException {
        json.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting :
                summary.recording().info().settings().entrySet()) {
            json.writeStringField(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
    }

    private void meter() throws IOException {
        MeterCost meter = summary.meter();
        json.writeObjectFieldStart("meter");
        number("cpuSeconds", meter.cpuSeconds());
        number("rssBytes", meter.rssBytes());
        number("coreShare", meter.coreShare());
        if (known.energy() && Double.isFinite(meter.joules())) {
            number("joules", meter.joules());
            json.writeStringField("joulesOrigin", Origin.ESTIMATED.name()); // its share by CPU time
        }
        json.writeEndObject();
    }

    private void texts(String field, Iterable<String> texts) throws IOException {
        JsonFile.texts(json, field, texts);
    }

    private void text(String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private void number(String field, double value) throws IOException {
        JsonFile.number(json, field, value);
    }
}
