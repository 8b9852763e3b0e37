package io.powermeter.dist;

import io.powermeter.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** Writes manual pages and completion below folders that stand for a prefix such as {@code /usr}. */
final class Generate {
    private static final DateTimeFormatter DEBIAN_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT);

    private Generate() {}

    /**
     * Writes them.
     *
     * @param arguments the folder for archives, the one for Debian's package, the version, the time of the release, as {@code
     *     2026-11-22T00:00:00Z}, the maintainer of the package, and the folder of the project
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        DebianFiles debian = new DebianFiles(Path.of(arguments[1]));
        String version = arguments[2];
        DateTimeFormatter day = DateTimeFormatter.ISO_LOCAL_DATE;
        var released = Instant.parse(arguments[3]).atOffset(ZoneOffset.UTC);

        CommandLine line = Main.commandLine();
        List<String> rows = CompletionRows.of(line);
        for (Shell shell : Shell.values()) {
            write(folder.resolve(shell.path()), shell.script(rows));
            debian.completion(shell, shell.script(rows));
        }
        Map<String, String> pages = ManPage.all(line, day.format(released), version, resource("powermeter.1"));
        for (Map.Entry<String, String> page : pages.entrySet()) {
            write(folder.resolve("share/man/man1").resolve(page.getKey()), page.getValue());
            debian.manualPage(page.getKey(), page.getValue());
        }
        debian.documents(version, arguments[4], DEBIAN_DATE.format(released), Path.of(arguments[5]));
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
