package io.powermeter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;

/**
 * One table of a TOML file, whose keys are all known.
 *
 * @param where it stands, for errors
 */
record TomlTable(JsonNode node, String where) {
    private static final int LONGEST_TEXT = 2000;

    /**
     * Refuses any key that is not one of these.
     *
     * @throws UsageException if one is not known
     */
    TomlTable allow(String... keys) throws UsageException {
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.of(keys));
        if (!unknown.isEmpty()) {
            throw new UsageException("Unknown key \"" + unknown.iterator().next() + "\" in " + where + ". Allowed: "
                    + String.join(", ", keys) + ".");
        }
        return this;
    }

    /** Returns a text that must be there. */
    String text(String key) throws UsageException {
        return optional(key)
                .orElseThrow(
                        () -> new UsageException("No \"" + key + "\" in " + where + ". Write " + key + " = \"...\"."));
    }

    /** Returns a text, or another one if it is not there. */
    String text(String key, String otherwise) throws UsageException {
        return optional(key).orElse(otherwise);
    }

    private Optional<String> optional(String key) throws UsageException {
        JsonNode value = node.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > LONGEST_TEXT) {
            throw wrong(key, "a text of 1 to " + LONGEST_TEXT + " characters");
        }
        return Optional.of(value.textValue().strip());
    }

    /** Returns a whole number, or another one if it is not there. */
    int number(String key, int least, int otherwise) throws UsageException {
        JsonNode value = node.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
            throw wrong(key, "a whole number, " + least + " or more");
        }
        return value.intValue();
    }

    /** Returns a duration, or another one if it is not there. */
    Duration duration(String key, Duration otherwise) throws UsageException {
        Optional<String> written = optional(key);
        try {
            return written.isEmpty() ? otherwise : new DurationText().convert(written.get());
        } catch (CommandLine.TypeConversionException e) {
            throw wrong(key, "a duration such as \"2s\"");
        }
    }

    /** Returns the words of a command: those of a list as they are, those of a text between its blanks. */
    List<String> words(String key) throws UsageException {
        JsonNode value = node.get(key);
        if (value == null || value.isTextual()) {
            return List.of(text(key).split("\\s+"));
        }
        List<String> words = new ArrayList<>();
        value.forEach(word -> words.add(word.isTextual() ? word.textValue() : ""));
        if (!value.isArray() || words.isEmpty() || words.get(0).isEmpty()) {
            throw wrong(key, "a text such as \"sgd --epochs 5\", or a list of words");
        }
        return List.copyOf(words);
    }

    /** Returns texts by key, in their order. */
    Map<String, String> texts(String key) throws UsageException {
        Optional<TomlTable> table = table(key);
        Map<String, String> texts = new LinkedHashMap<>();
        if (table.isPresent()) {
            List<String> names = new ArrayList<>();
            table.get().node.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                texts.put(name, table.get().text(name));
            }
        }
        return texts;
    }

    /** Returns a table inside this one, if it is there. */
    Optional<TomlTable> table(String key) throws UsageException {
        JsonNode value = node.get(key);
        if (value != null && !value.isObject()) {
            throw wrong(key, "a table, such as " + key + " = { ... }");
        }
        return Optional.ofNullable(value).map(table -> new TomlTable(table, key + " of " + where));
    }

    /** Returns the tables that are each headed {@code [[key]]}. */
    List<TomlTable> tables(String key) throws UsageException {
        JsonNode value = node.get(key);
        List<TomlTable> tables = new ArrayList<>();
        if (value != null) {
            for (JsonNode table : value) {
                tables.add(new TomlTable(table, "[[" + key + "]] " + (tables.size() + 1) + " of " + where));
            }
            if (!value.isArray() || !tables.stream().allMatch(table -> table.node.isObject())) {
                throw wrong(key, "tables, each headed [[" + key + "]]");
            }
        }
        return tables;
    }

    /** Returns the error that a value is none of those allowed. */
    UsageException wrong(String key, String allowed) {
        return new UsageException(
                "\"" + key + "\" in " + where + " is " + node.get(key) + ", allowed is " + allowed + ".");
    }
}
