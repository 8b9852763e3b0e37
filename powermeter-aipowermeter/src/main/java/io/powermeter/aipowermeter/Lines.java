package io.powermeter.aipowermeter;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a text file, one at a time and each bounded in length: of a longer one only the begin is read. */
final class Lines implements Closeable {
    /** A line of AIPowerMeter names every process seven times: ten thousand processes fit in. */
    private static final int LONGEST = 1 << 22;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(Path file) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** Returns the next line without its end, the rest of the file if no line end comes any more, null at the end. */
    @Nullable
    String next() throws IOException {
        line.reset();
        boolean any = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            any = true;
            if (c == '\n') {
                break;
            }
            if (line.size() < LONGEST) {
                line.write(c);
            }
        }
        return any ? line.toString(StandardCharsets.UTF_8) : null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
