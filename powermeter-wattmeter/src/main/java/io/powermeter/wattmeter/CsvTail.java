package io.powermeter.wattmeter;

import io.powermeter.meter.Clock;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a growing file up to now. A row whose time is still to come waits in the file, so a recording made in
 * advance is followed as if it were made now; a file that shrinks is read anew.
 */
final class CsvTail implements StreamSampler.Feed {
    private static final int BLOCK = 1 << 16;
    private static final int LONGEST_ROW = 1 << 16;

    private final Path path;
    private final CsvColumns.Wanted wanted;
    private final Frames frames;
    private final Clock clock;
    private final Deque<String> rows = new ArrayDeque<>();
    private final StringBuilder begun = new StringBuilder();
    private @Nullable RandomAccessFile file;
    private @Nullable CsvColumns columns;
    private @Nullable String trouble;
    private long position;

    CsvTail(Path path, CsvColumns.Wanted wanted, Frames frames, Clock clock) {
        this.path = path;
        this.wanted = wanted;
        this.frames = frames;
        this.clock = clock;
    }

    /** Reads the first line, which names the columns. */
    void readHeading() throws IOException {
        String heading = next();
        if (heading == null) {
            throw MeterException.of("the file is empty");
        }
        columns = CsvColumns.of(heading, wanted);
    }

    /** Returns whether a row waits for its time. */
    boolean isAhead() {
        return !rows.isEmpty();
    }

    @Override
    public void pull() {
        try {
            if (columns == null) {
                readHeading();
            }
            trouble = null;
            pullUntil(clock.nanos(), TimeText.nanos(clock.now()));
        } catch (MeterException e) {
            trouble = e.sentence();
        } catch (IOException e) {
            trouble = "the file cannot be read";
            close();
        }
    }

    private void pullUntil(long nanos, long epochNanos) throws IOException {
        for (String row = next(); row != null; row = next()) {
            CsvColumns known = columns;
            if (known == null || row.isBlank() || row.startsWith("#")) {
                continue;
            }
            List<String> fields = known.fields(row);
            long time = known.epochNanos(fields);
            if (time > epochNanos) {
                rows.addFirst(row);
                return;
            }
            if (time == TimeText.NONE) {
                frames.addBad();
            } else {
                frames.add(nanos - (epochNanos - time), known.watts(fields));
            }
        }
    }

    /** Returns the next whole row, or null if there is none yet. */
    private @Nullable String next() throws IOException {
        while (rows.isEmpty()) {
            RandomAccessFile open = open();
            if (open.length() < position) {
                position = 0;
                begun.setLength(0);
                columns = null;
                throw new EOFException();
            }
            open.seek(position);
            byte[] block = new byte[BLOCK];
            int read = open.read(block);
            if (read <= 0) {
                return null;
            }
            position += read;
            cut(new String(block, 0, read, StandardCharsets.ISO_8859_1));
        }
        return rows.poll();
    }

    /** Rows are cut between bytes and decoded one by one: a letter may lie across two blocks. */
    private void cut(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                byte[] row = begun.toString().getBytes(StandardCharsets.ISO_8859_1);
                rows.add(new String(row, StandardCharsets.UTF_8).replaceAll("^\ufeff|\r$", ""));
                begun.setLength(0);
            } else if (begun.length() < LONGEST_ROW) {
                begun.append(c);
            }
        }
    }

    private RandomAccessFile open() throws IOException {
        RandomAccessFile open = file;
        if (open == null) {
            open = new RandomAccessFile(path.toFile(), "r");
            file = open;
        }
        return open;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        RandomAccessFile open = file;
        file = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // it was open for reading only: nothing can be lost
        }
    }
}
