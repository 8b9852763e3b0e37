package io.powermeter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The sources of the project's test classes: pages name them, and a name that is none is a promise that nobody holds. */
final class TestSources {
    private TestSources() {}

    /** Returns the sources by the names of the classes, of all modules; two may have a class of the same name. */
    static Map<String, String> byName() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> modules = Files.list(DocPage.PROJECT)) {
            for (Path module : modules.map(folder -> folder.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    for (Path file : files.filter(f -> f.toString().endsWith("Test.java"))
                            .toList()) {
                        String name = file.getFileName().toString();
                        sources.merge(
                                name.substring(0, name.length() - ".java".length()),
                                Files.readString(file),
                                String::concat);
                    }
                }
            }
        }
        return sources;
    }
}
