package io.powermeter.recording;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a {@code samples-<sampler>.csv} into columns, at some 100 MB/s.
 *
 * <p>A row that is not whole (the last one of a killed run, a damaged one, one whose time goes back) is left out and
 * counted; a cell that is empty is NaN.
 */
final class SampleParser {
    /** Longer lines than this are damage, whatever they hold. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private final InputStream in;
    private final int channels;
    private final byte[] line = new byte[LONGEST_LINE];
    private final byte[] buffer = new byte[1 << 16];
    private int bufferAt;
    private int bufferEnd;

    private long[] nanos = new long[256];
    private final double[][] columns;
    private final double[] row;
    private int rows;
    private long broken;
    private final long mostNumbers;
    private boolean full;

    private int at;
    private int end;

    /** Reads of {@code in} as many rows as fit into {@code mostNumbers}, each with a time and a number for each channel. */
    SampleParser(InputStream in, int channels, long mostNumbers) {
        this.in = in;
        this.mostNumbers = mostNumbers;
        this.channels = channels;
        this.columns = new double[channels][256];
        this.row = new double[channels];
    }

    /** Returns the first line, the heads of the columns, or an empty string if there is no whole line. */
    String header() throws IOException {
        return nextLine() ? new String(line, 0, end, java.nio.charset.StandardCharsets.UTF_8) : "";
    }

    /** Reads every row. */
    void rows() throws IOException {
        while (!full && nextLine()) {
            if (!row()) {
                broken++;
            }
        }
        nanos = Arrays.copyOf(nanos, rows);
        for (int c = 0; c < channels; c++) {
            columns[c] = Arrays.copyOf(columns[c], rows);
        }
    }

    long[] nanos() {
        return nanos;
    }

    double[][] columns() {
        return columns;
    }

    /** Returns how many numbers were read. */
    long numbers() {
        return (1L + channels) * rows;
    }

    /** Returns whether there was no room for more rows. */
    boolean isFull() {
        return full;
    }

    /** Returns how many rows were left out. */
    long broken() {
        return broken;
    }

    private boolean row() {
        at = 0;
        long time = wholeNumber();
        if (!RunInfo.isInstant(time) || rows > 0 && time < nanos[rows - 1]) {
            return false;
        }
        for (int c = 0; c < channels; c++) {
            if (at >= end || line[at] != ',') {
                return false;
            }
            at++;
            row[c] = at == end || line[at] == ',' ? Double.NaN : number();
            if (Double.isInfinite(row[c])) {
                return false;
            }
        }
        if (at != end) {
            return false;
        }
        add(time);
        return true;
    }

    private void add(long time) {
        if (rows == nanos.length) {
            int more = rows + (rows >> 1);
            nanos = Arrays.copyOf(nanos, more);
            for (int c = 0; c < channels; c++) {
                columns[c] = Arrays.copyOf(columns[c], more);
            }
        }
        if (numbers() + channels >= mostNumbers) {
            full = true;
            return;
        }
        nanos[rows] = time;
        for (int c = 0; c < channels; c++) {
            columns[c][rows] = row[c];
        }
        rows++;
    }

    /** Returns the digits at the cursor as a number, -1 if there are none or too many. */
    private long wholeNumber() {
        int start = at;
        long value = 0;
        while (at < end && isDigit(line[at])) {
            value = value * 10 + (line[at++] - '0');
        }
        return at == start || at - start > 18 ? -1 : value;
    }

    /** Returns the decimal number at the cursor, infinite if there is none. */
    private double number() {
        boolean negative = line[at] == '-';
        if (negative) {
            at++;
        }
        long whole = wholeNumber();
        if (whole < 0) {
            return Double.POSITIVE_INFINITY;
        }
        double value = whole;
        if (at < end && line[at] == '.') {
            int start = ++at;
            long fraction = wholeNumber();
            int places = at - start;
            if (fraction < 0 || places >= POWERS_OF_TEN.length) {
                return Double.POSITIVE_INFINITY;
            }
            // one division of two whole numbers gives the double nearest to the text, as long as both fit into 53 bits
            value = (value * POWERS_OF_TEN[places] + fraction) / POWERS_OF_TEN[places];
        }
        return negative ? -value : value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Puts the next line that ends with a line feed into {@link #line}; false if there is none. */
    private boolean nextLine() throws IOException {
        int length = 0;
        while (true) {
            if (bufferAt == bufferEnd && !fill()) {
                broken += length > 0 ? 1 : 0;
                return false;
            }
            byte next = buffer[bufferAt++];
            if (next == '\n') {
                end = Math.min(length, LONGEST_LINE);
                return true;
            }
            if (length < LONGEST_LINE) {
                line[length] = next;
            }
            length++;
        }
    }

    private boolean fill() throws IOException {
        bufferAt = 0;
        bufferEnd = Math.max(0, in.read(buffer));
        return bufferEnd > 0;
    }
}
