package io.powermeter.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;

/** How JSON files of reports are written: indented, numbers of nine digits, and what is not known left out. */
final class JsonFile {
    private static final Separators SEPARATORS = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");

    private JsonFile() {}

    static JsonGenerator generator(OutputStream out) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.setPrettyPrinter(
                new DefaultPrettyPrinter(SEPARATORS).withObjectIndenter(lines).withArrayIndenter(lines));
        return json;
    }

    static void texts(JsonGenerator json, String field, Iterable<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    static void number(JsonGenerator json, String field, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeFieldName(field);
            number(json, value);
        }
    }

    /** Writes a finite number. */
    static void number(JsonGenerator json, double value) throws IOException {
        double round = NineDigits.round(value);
        if (round == Math.rint(round) && Math.abs(round) < 1e15) {
            json.writeNumber((long) round);
        } else {
            json.writeNumber(round);
        }
    }
}
