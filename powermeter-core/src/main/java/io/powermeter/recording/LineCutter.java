package io.powermeter.recording;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** Cuts a text into the lines that end with a line feed, each bounded in length, and tells whether an unfinished one is left. */
final class LineCutter {
    /** The rest of a longer line is dropped, which makes it a damaged line. */
    private static final int LONGEST_LINE = 1 << 16;

    private final Reader reader;
    private boolean unfinished;

    LineCutter(Reader reader) {
        this.reader = reader;
    }

    Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n') {
                return Optional.of(line.toString());
            }
            any = true;
            if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            }
        }
        unfinished = any;
        return Optional.empty();
    }

    boolean unfinished() {
        return unfinished;
    }
}
