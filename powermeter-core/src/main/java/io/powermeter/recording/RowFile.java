package io.powermeter.recording;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text file that grows by rows of cells, without allocating.
 *
 * <p>A plain stream and not a channel, because a channel is closed for good when a thread of the job that uses the Java API is
 * interrupted. Rows reach the operating system at once or, if that would be too often, in groups. Not safe for use by several threads at once.
 */
final class RowFile implements Closeable {
    private static final int LONGEST_CELL = 32;

    /** Numbers have at most six decimals: a microjoule is the unit of the finest counter there is. */
    private static final int DECIMALS = 6;

    private static final double SCALE = 1e6;

    /** Scaled values above this do not fit a long; they are written in whole units. */
    private static final double LARGEST_SCALED = 9e18;

    private final FileOutputStream out;
    private final byte[] bytes = new byte[1 << 14];
    private int size;
    private final byte[] digits = new byte[24];
    private boolean rowStarted;
    private final long groupNanos;
    private long lastFlush;

    /** Makes the file; rows are handed out at once, or only every {@code groupNanos}. */
    RowFile(Path file, String header, long groupNanos) throws IOException {
        this.groupNanos = groupNanos;
        this.lastFlush = -groupNanos;
        Files.createFile(file);
        out = new FileOutputStream(file.toFile());
        text(header + "\n");
        flush();
    }

    /** Adds a whole number. */
    void cell(long value) throws IOException {
        startCell(LONGEST_CELL);
        putLong(value);
    }

    /** Adds a number with up to six decimals; NaN gives an empty cell. */
    void cell(double value) throws IOException {
        startCell(LONGEST_CELL);
        if (Double.isNaN(value)) {
            return;
        }
        double scaled = Math.rint(value * SCALE);
        if (!(Math.abs(scaled) < LARGEST_SCALED)) {
            putLong(Math.round(value));
            return;
        }
        putScaled((long) scaled);
    }

    /** Adds text, in quotes if it holds a quote, a comma or a line break. */
    void cell(String value) throws IOException {
        startCell(0);
        boolean plain = value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        text(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
    }

    /** Ends the row; {@code nanos} is the time since the run's start, by which the file decides whether to write out now. */
    void endRow(long nanos) throws IOException {
        room(1);
        bytes[size++] = '\n';
        rowStarted = false;
        if (nanos - lastFlush >= groupNanos) {
            flush();
            lastFlush = nanos;
        }
    }

    /** Hands every whole row to the operating system. */
    void flush() throws IOException {
        int whole = size;
        size = 0;
        out.write(bytes, 0, whole);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }

    private void startCell(int wanted) throws IOException {
        room(wanted + 1);
        if (rowStarted) {
            bytes[size++] = ',';
        }
        rowStarted = true;
    }

    private void putScaled(long scaled) {
        long magnitude = Math.abs(scaled);
        if (scaled < 0) {
            bytes[size++] = '-';
        }
        putLong(magnitude / (long) SCALE);
        long fraction = magnitude % (long) SCALE;
        if (fraction == 0) {
            return;
        }
        bytes[size++] = '.';
        int places = DECIMALS;
        while (fraction % 10 == 0) {
            fraction /= 10;
            places--;
        }
        for (long divisor = power10(places - 1); divisor > 0; divisor /= 10) {
            bytes[size++] = (byte) ('0' + fraction / divisor % 10);
        }
    }

    private void putLong(long value) {
        long rest = value;
        if (rest < 0) {
            bytes[size++] = '-';
            rest = -rest;
        }
        int at = digits.length;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        System.arraycopy(digits, at, bytes, size, digits.length - at);
        size += digits.length - at;
    }

    private static long power10(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private void text(String value) throws IOException {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < utf8.length; ) {
            room(1);
            int part = Math.min(utf8.length - at, bytes.length - size);
            System.arraycopy(utf8, at, bytes, size, part);
            size += part;
            at += part;
        }
    }

    private void room(int wanted) throws IOException {
        if (bytes.length - size < wanted) {
            flush();
        }
    }
}
