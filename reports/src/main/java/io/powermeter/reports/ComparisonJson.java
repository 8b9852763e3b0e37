package io.powermeter.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import io.powermeter.reports.comparison.Comparison;
import io.powermeter.reports.comparison.Effect;
import io.powermeter.reports.comparison.Figure;
import io.powermeter.reports.comparison.Group;
import io.powermeter.reports.comparison.Refusal;
import io.powermeter.reports.comparison.Result;
import io.powermeter.reports.comparison.RunFigures;
import io.powermeter.reports.comparison.Study;
import io.powermeter.reports.statistics.Interval;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/**
 * Writes {@code comparison.json}, version {@value #FORMAT_VERSION}: the numbers of a comparison for programs. What is not known
 * is left out, never 0 and never null.
 */
final class ComparisonJson {
    static final int FORMAT_VERSION = 1;

    private final Comparison comparison;
    private final JsonGenerator json;

    private ComparisonJson(Comparison comparison, JsonGenerator json) {
        this.comparison = comparison;
        this.json = json;
    }

    static void write(Comparison comparison, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonFile.generator(out)) {
            new ComparisonJson(comparison, json).write();
            json.writeRaw('\n');
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeNumberField("formatVersion", FORMAT_VERSION);
        Study study = comparison.study();
        if (study != null) {
            json.writeObjectFieldStart("study");
            json.writeStringField("title", study.title());
            json.writeStringField("question", study.question());
            if (!study.per().isEmpty()) {
                json.writeStringField("per", study.per());
            }
            json.writeEndObject();
        }
        json.writeStringField("baseline", comparison.baseline().label());
        json.writeStringField("by", comparison.terms().by().toString());
        json.writeStringField("quality", comparison.terms().quality());
        json.writeBooleanField("forced", comparison.terms().forced());
        json.writeArrayFieldStart("groups");
        for (Group group : comparison.groups()) {
            write(group);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("refused");
        for (Refusal refusal : comparison.refused()) {
            json.writeStartObject();
            json.writeStringField("run", refusal.folder().toString());
            json.writeStringField("reason", refusal.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Group group) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", group.label());
        json.writeStringField("origin", group.origin().name());
        number("coverage", group.coverage());
        json.writeBooleanField("front", comparison.front().contains(group));
        JsonFile.texts(json, "marks", group.marks());
        json.writeArrayFieldStart("runs");
        for (RunFigures run : group.runs()) {
            json.writeStartObject();
            json.writeStringField("run", run.folder().toString());
            json.writeStringField("name", run.name());
            json.writeStringField("start", run.startedAt().toString());
            json.writeStringField("machine", run.machine());
            json.writeStringField("sensors", run.sensors());
            json.writeEndObject();
        }
        json.writeEndArray();
        figures("figures", comparison.figures(), group);
        figures("components", comparison.components(), group);
        json.writeArrayFieldStart("phases");
        for (String phase : comparison.phases()) {
            json.writeStartObject();
            json.writeStringField("name", phase);
            figures("figures", comparison.ofPhase(phase), group);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void figures(String field, List<Figure> figures, Group group) throws IOException {
        json.writeArrayFieldStart(field);
        for (Figure figure : figures) {
            Result result = comparison.result(group, figure);
            if (!result.values().isEmpty()) {
                write(figure, result);
            }
        }
        json.writeEndArray();
    }

    private void write(Figure figure, Result result) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", figure.id());
        json.writeStringField("unit", figure.unit().name().toLowerCase(Locale.ROOT));
        json.writeStringField("better", figure.sense().name().toLowerCase(Locale.ROOT));
        json.writeArrayFieldStart("values");
        for (double value : result.values()) {
            JsonFile.number(json, value);
        }
        json.writeEndArray();
        number("mean", result.mean());
        number("median", result.median());
        Interval interval = result.interval();
        if (interval != null) {
            number("low", interval.low());
            number("high", interval.high());
        }
        json.writeArrayFieldStart("outliers");
        for (int place : result.outliers()) {
            json.writeNumber(place);
        }
        json.writeEndArray();
        Effect effect = result.effect();
        if (effect != null) {
            write(effect);
        }
        json.writeEndObject();
    }

    private void write(Effect effect) throws IOException {
        json.writeObjectFieldStart("besideBaseline");
        json.writeStringField("as", effect.ratio() ? "ratio" : "difference");
        number("size", effect.size().mean());
        number("low", effect.size().low());
        number("high", effect.size().high());
        json.writeStringField("verdict", effect.verdict().words());
        number("welch", effect.welch());
        number("rank", effect.rank());
        number("adjusted", effect.adjusted());
        if (effect.needed().isPresent()) {
            json.writeNumberField("needed", effect.needed().getAsInt());
        }
        number("resolvable", effect.resolvable());
        if (!effect.remark().isEmpty()) {
            json.writeStringField("remark", effect.remark());
        }
        json.writeEndObject();
    }

    private void number(String field, double value) throws IOException {
        JsonFile.number(json, field, value);
    }
}
