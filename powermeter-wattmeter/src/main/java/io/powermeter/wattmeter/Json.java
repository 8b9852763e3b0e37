package io.powermeter.wattmeter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Reads the answers of meters: bounded in depth and in the length of numbers, and strict, so that half an answer is none. */
final class Json {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 40;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /**
     * Returns the object that a meter answered.
     *
     * @throws MeterException if it is no JSON object
     */
    static JsonNode object(byte[] body) throws MeterException {
        JsonNode node;
        try {
            node = MAPPER.readTree(body);
        } catch (IOException e) {
            throw MeterException.of("its answer is no JSON, or only a part of it");
        }
        if (node == null || !node.isObject()) {
            throw MeterException.of("its answer is no JSON object");
        }
        return node;
    }

    /** Returns a number; NaN if there is none, or it is of another type, not finite, or beyond any meter. */
    static double number(JsonNode node) {
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        return Math.abs(value) <= 1e15 ? value : Double.NaN;
    }
}
