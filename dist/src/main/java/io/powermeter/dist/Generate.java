package io.powermeter.dist;

import io.powermeter.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Writes manual pages and completion below a folder, as they lie below a prefix such as {@code /usr}. */
final class Generate {
    private Generate() {}

    /**
     * Writes them.
     *
     * @param arguments the folder, the version, and the time of the release, as {@code 2026-11-22T00:00:00Z}
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        CommandLine line = Main.commandLine();
        List<String> rows = CompletionRows.of(line);
        for (Shell shell : Shell.values()) {
            write(folder.resolve(shell.path()), shell.script(rows));
        }
        String day = arguments[2].substring(0, 10);
        Map<String, String> pages = ManPage.all(line, day, arguments[1], resource("powermeter.1"));
        for (Map.Entry<String, String> page : pages.entrySet()) {
            write(folder.resolve("share/man/man1").resolve(page.getKey()), page.getValue());
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Generate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
