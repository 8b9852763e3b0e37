package io.powermeter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where the reports of a comparison are put if the user does not say. */
final class ComparisonFolder {
    private static final String NAME = "comparison";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd_HH-mm-ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private ComparisonFolder() {}

    /** Returns that of the runs in a folder. */
    static Path in(Path runs) {
        return runs.resolve(NAME);
    }

    /** Returns a new one beside the runs that nobody gave a folder. */
    static Path anew(Instant now) {
        return anew(now, NAME);
    }

    /** Returns a new one in the folder of runs. */
    static Path anew(Instant now, String name) {
        Path wanted = Path.of("runs").resolve(TIME.format(now) + "_" + name);
        Path free = wanted;
        for (int i = 2; Files.exists(free); i++) {
            free = wanted.resolveSibling(wanted.getFileName() + "_" + i);
        }
        return free;
    }
}
