package io.powermeter.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A text file that grows by rows of cells, without allocating.
 *
 * <p>Rows reach the operating system at once, or, when they come faster than {@link #FLUSH_NANOS}, in groups; so a killed
 * meter loses at most that much. Not safe for use by several threads at once.
 */
final class RowFile implements Closeable {
    private static final long FLUSH_NANOS = 90_000_000;
    private static final int LONGEST_CELL = 32;

    /** Numbers have at most six decimals: a microjoule is the unit of the finest counter there is. */
    private static final int DECIMALS = 6;

    private static final double SCALE = 1e6;

    /** Scaled values above this do not fit a long; they are written in whole units. */
    private static final double LARGEST_SCALED = 9e18;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 14);
    private final byte[] digits = new byte[24];
    private boolean rowStarted;
    private long lastFlush = Long.MIN_VALUE;

    RowFile(Path file, String header) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        text(header);
        endRow(Long.MAX_VALUE);
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

    /** Ends the row; {@code nanos} is the time of a steady clock, by which the file decides whether to write out now. */
    void endRow(long nanos) throws IOException {
        room(1);
        buffer.put((byte) '\n');
        rowStarted = false;
        if (lastFlush == Long.MIN_VALUE || nanos - lastFlush >= FLUSH_NANOS || nanos == Long.MAX_VALUE) {
            flush();
            lastFlush = nanos == Long.MAX_VALUE ? Long.MIN_VALUE : nanos;
        }
    }

    /** Hands every whole row to the operating system. */
    void flush() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } finally {
            buffer.clear();
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
        }
    }

    private void startCell(int size) throws IOException {
        room(size + 1);
        if (rowStarted) {
            buffer.put((byte) ',');
        }
        rowStarted = true;
    }

    private void putScaled(long scaled) {
        long magnitude = Math.abs(scaled);
        if (scaled < 0) {
            buffer.put((byte) '-');
        }
        putLong(magnitude / (long) SCALE);
        long fraction = magnitude % (long) SCALE;
        if (fraction == 0) {
            return;
        }
        buffer.put((byte) '.');
        int places = DECIMALS;
        while (fraction % 10 == 0) {
            fraction /= 10;
            places--;
        }
        for (long divisor = power10(places - 1); divisor > 0; divisor /= 10) {
            buffer.put((byte) ('0' + fraction / divisor % 10));
        }
    }

    private void putLong(long value) {
        long rest = value;
        if (rest < 0) {
            buffer.put((byte) '-');
            rest = -rest;
        }
        int at = digits.length;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        buffer.put(digits, at, digits.length - at);
    }

    private static long power10(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private void text(String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; ) {
            room(1);
            int part = Math.min(bytes.length - at, buffer.remaining());
            buffer.put(bytes, at, part);
            at += part;
        }
    }

    private void room(int size) throws IOException {
        if (buffer.remaining() < size) {
            flush();
        }
    }
}
