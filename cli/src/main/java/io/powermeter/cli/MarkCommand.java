package io.powermeter.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.powermeter.meter.Run;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code powermeter mark}: what a shell script tells the meter that it runs in. The launcher tells plain words itself, since
 * a JVM takes half a second; this tells the rest, and what is wrong with them.
 */
@Command(
        name = "mark",
        description = "Tell the meter around this script of a phase, a metric or progress.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without a meter around it nothing is done, and the exit code is 0: the script",
            "also runs by itself. A terminal is told. Wrong usage is 2."
        })
final class MarkCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "begin",
            mixinStandardHelpOptions = true,
            description = "A phase begins now. Phases nest and may overlap.")
    int begin(@Parameters(paramLabel = "PHASE", description = "Its name.") String phase) {
        return tell(json -> phase(json, phase, "begin"));
    }

    @Command(
            name = "end",
            mixinStandardHelpOptions = true,
            description = "The phase of this name that began last ends now.")
    int end(@Parameters(paramLabel = "PHASE", description = "Its name.") String phase) {
        return tell(json -> phase(json, phase, "end"));
    }

    @Command(
            name = "metric",
            mixinStandardHelpOptions = true,
            description = "A number of the job, such as its loss, as of now.")
    int metric(
            @Parameters(paramLabel = "NAME", description = "What it is.") String name,
            @Parameters(paramLabel = "VALUE", description = "The number.") double value)
            throws UsageException {
        if (!Double.isFinite(value)) {
            throw new UsageException("mark metric needs a finite VALUE, not " + value + ".");
        }
        return tell(json -> {
            json.writeStringField("metric", name);
            json.writeNumberField("value", value);
        });
    }

    @Command(
            name = "progress",
            mixinStandardHelpOptions = true,
            description = "How far the job is; shown on the status line.")
    int progress(
            @Parameters(paramLabel = "DONE", description = "Steps done.") double done,
            @Parameters(paramLabel = "TOTAL", description = "Steps in all.") double total)
            throws UsageException {
        if (!(done >= 0 && total > 0 && Double.isFinite(done) && Double.isFinite(total))) {
            throw new UsageException("mark progress needs DONE from 0 and TOTAL above 0, such as 3 10.");
        }
        return tell(json -> {
            json.writeObjectFieldStart("progress");
            json.writeNumberField("done", done);
            json.writeNumberField("total", total);
            json.writeEndObject();
        });
    }

    private static void phase(JsonGenerator json, String name, String event) throws IOException {
        json.writeStringField("phase", name);
        json.writeStringField("event", event);
    }

    private int tell(Fields fields) {
        String file = System.getenv(Run.EVENTS_VARIABLE);
        if (file == null || file.isEmpty() || !Files.isRegularFile(Path.of(file))) {
            if (Terminal.isTerminal(2)) {
                spec.commandLine()
                        .getErr()
                        .println("powermeter: there is no meter around this command: nothing was marked.");
            }
            return 0;
        }
        try {
            // one write: lines of several processes must not mix
            Files.writeString(Path.of(file), line(fields), StandardOpenOption.APPEND);
        } catch (IOException e) {
            spec.commandLine().getErr().println("powermeter: nothing was marked: cannot write to " + file + ".");
        }
        return 0;
    }

    private static String line(Fields fields) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("t", System.nanoTime());
            fields.write(json);
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
