package io.powermeter.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** A schema of the jar, and what it allows. */
final class Schema {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonSchemaFactory DRAFT = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode text;
    private final JsonSchema schema;

    Schema(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Reports.class.getResourceAsStream(name))) {
            text = JSON.readTree(in);
        }
        schema = DRAFT.getSchema(text);
    }

    static JsonNode json(byte[] text) throws IOException {
        return JSON.readTree(text);
    }

    /** Returns what its own draft holds against it. */
    Set<ValidationMessage> flaws() {
        return DRAFT.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(text);
    }

    /** Returns where a file breaks it, and what of it. */
    List<String> broken(JsonNode file) {
        return schema.validate(file).stream()
                .map(message -> message.getInstanceLocation() + " " + message.getType())
                .toList();
    }

    /** Returns the paths of all fields that it names. */
    Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        collectNamed(text, "", fields);
        return fields;
    }

    /** Returns the paths of all fields of files. */
    static Set<String> fields(Iterable<JsonNode> files) {
        Set<String> fields = new TreeSet<>();
        files.forEach(file -> collect(file, "", fields));
        return fields;
    }

    private void collectNamed(JsonNode part, String path, Set<String> fields) {
        if (part.has("$ref")) {
            collectNamed(text.at(part.get("$ref").textValue().substring(1)), path, fields);
        }
        for (Map.Entry<String, JsonNode> field : part.path("properties").properties()) {
            String name = path + "/" + field.getKey();
            fields.add(name);
            collectNamed(field.getValue(), name, fields);
        }
        if (part.has("items")) {
            collectNamed(part.get("items"), path, fields);
        }
    }

    private static void collect(JsonNode json, String path, Set<String> fields) {
        json.properties().forEach(field -> {
            String name = path + "/" + field.getKey();
            fields.add(name);
            collect(field.getValue(), name, fields);
        });
        if (json.isArray()) {
            json.forEach(element -> collect(element, path, fields));
        }
    }
}
