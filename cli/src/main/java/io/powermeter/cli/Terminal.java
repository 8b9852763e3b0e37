package io.powermeter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a stream of this process is a terminal; Java tells it only of all streams together. */
final class Terminal {
    private Terminal() {}

    /** Returns whether standard error is a terminal on which a line can be written over. */
    static boolean showsLines() {
        return isTerminal(2) && !System.getenv().getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** Returns whether a file descriptor (0 standard input, 2 standard error) is a terminal; false where nobody can say. */
    static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
