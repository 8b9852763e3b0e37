package io.powermeter.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.powermeter.cli.selftest.Overhead;
import io.powermeter.cli.selftest.SamplerCost;
import io.powermeter.cli.selftest.SamplingJitter;
import io.powermeter.cli.selftest.SelfTest;
import io.powermeter.reports.statistics.Interval;
import io.powermeter.reports.statistics.Repeats;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What the selftest found, for programs; docs/selftest.md has the fields. What is not known is left out. */
final class SelftestJson {
    private static final int FORMAT_VERSION = 1;

    private SelftestJson() {}

    static String text(SelfTest.Findings findings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("formatVersion", FORMAT_VERSION);
            json.writeArrayFieldStart("jitter");
            for (SamplingJitter loop : findings.jitter()) {
                jitter(json, loop);
            }
            json.writeEndArray();
            number(json, "busyCores", findings.busyCores());
            json.writeArrayFieldStart("samplers");
            for (SamplerCost sampler : findings.samplers()) {
                sampler(json, sampler);
            }
            json.writeEndArray();
            overhead(json, findings.overhead());
            resolution(json, findings.overhead());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string takes everything
        }
        return text.toString();
    }

    private static void jitter(JsonGenerator json, SamplingJitter loop) throws IOException {
        json.writeStartObject();
        number(json, "periodSeconds", loop.period().toNanos() / 1e9);
        json.writeNumberField("readings", loop.readings());
        json.writeNumberField("missedTicks", loop.missedTicks());
        number(json, "medianSeconds", loop.medianSeconds());
        number(json, "p99Seconds", loop.p99Seconds());
        number(json, "maxSeconds", loop.maxSeconds());
        json.writeEndObject();
    }

    private static void sampler(JsonGenerator json, SamplerCost sampler) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", sampler.name());
        json.writeNumberField("readings", sampler.readings());
        number(json, "wallSeconds", sampler.wallSeconds());
        number(json, "cpuSeconds", sampler.cpuSeconds());
        number(json, "bytes", sampler.bytes());
        json.writeNumberField("changes", sampler.changes());
        number(json, "refreshSeconds", sampler.refreshSeconds());
        if (sampler.failure().isPresent()) {
            json.writeStringField("failure", sampler.failure().get());
        }
        json.writeEndObject();
    }

    private static void overhead(JsonGenerator json, Overhead overhead) throws IOException {
        json.writeObjectFieldStart("overhead");
        json.writeNumberField("pairs", overhead.secondsWith().values().size());
        number(json, "secondsWithout", overhead.secondsWithout().mean());
        number(json, "cpuSecondsWithout", overhead.cpuWithout().mean());
        difference(json, "time", overhead.time());
        difference(json, "cpuTime", overhead.cpuTime());
        number(json, "meterCoreShare", overhead.meterCoreShare());
        json.writeEndObject();
    }

    /** Writes a difference in shares of the value without the meter. */
    private static void difference(JsonGenerator json, String field, Interval difference) throws IOException {
        json.writeObjectFieldStart(field);
        number(json, "mean", difference.mean());
        number(json, "low", difference.low());
        number(json, "high", difference.high());
        json.writeBooleanField("resolved", difference.excludes(0));
        json.writeEndObject();
    }

    private static void resolution(JsonGenerator json, Overhead overhead) throws IOException {
        json.writeObjectFieldStart("resolution");
        json.writeStringField("origin", overhead.origin().name());
        number(json, "joules", overhead.joules().mean());
        spread(json, "energy", overhead.joules());
        spread(json, "time", overhead.secondsWith());
        spread(json, "cpuTime", overhead.cpuWith());
        json.writeEndObject();
    }

    private static void spread(JsonGenerator json, String field, Repeats repeats) throws IOException {
        json.writeObjectFieldStart(field);
        number(json, "spread", repeats.spread());
        for (int n : SelftestTable.GROUPS) {
            number(json, "smallestDifferenceOf" + n, repeats.smallestDifference(n));
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String field, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(field, value);
        }
    }
}
