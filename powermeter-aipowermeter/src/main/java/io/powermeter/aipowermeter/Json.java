package io.powermeter.aipowermeter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON that others wrote: bounded in depth and size. Python writes {@code NaN} where it has no number. */
final class Json {
    private static final int DEEPEST = 32;

    /** Files that are read as a whole are metadata and results, not readings. */
    private static final long LARGEST = 1 << 24;

    /** Reads several values, one after the other. */
    static final ObjectReader VALUES = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, true)
                    .build())
            .build()
            .readerFor(JsonNode.class);

    private static final ObjectReader VALUE = VALUES.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** Returns the value, or a missing node if it is none. */
    static JsonNode parse(String text) {
        try {
            return VALUE.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Returns the value in a file, or a missing node if there is no such file or no value in it. */
    static JsonNode read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            return MissingNode.getInstance();
        }
        return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)); // what is no UTF-8 is replaced
    }

    /** Returns a number, or the sum of the numbers in an object or array; NaN if there is none. */
    static double sum(JsonNode node) {
        if (node.isNumber()) {
            return finite(node.asDouble());
        }
        double sum = Double.NaN;
        for (JsonNode part : node) {
            double number = part.isNumber() ? finite(part.asDouble()) : Double.NaN;
            sum = Double.isNaN(number) ? sum : Double.isNaN(sum) ? number : sum + number;
        }
        return sum;
    }

    private static double finite(double number) {
        return Double.isFinite(number) ? number : Double.NaN;
    }
}
