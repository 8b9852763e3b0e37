package io.powermeter.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
    private final long size;
    private final int channels;
    private final byte[] bytes = new byte[2 * LONGEST_LINE];
    private int filled;
    private int next;

    private long[] nanos = new long[256];
    private final double[][] columns;
    private int rows;
    private long broken;
    private final long mostNumbers;
    private boolean full;

    /** The line at hand: what is left of it, from the cursor to its end. */
    private int at;

    private int end;

    /**
     * Prepares to read.
     *
     * @param size of the file in bytes, by which room is made for its rows
     * @param mostNumbers as many rows are read as fit into it, each with a time and a number for each channel
     */
    SampleParser(InputStream in, long size, int channels, long mostNumbers) {
        this.in = in;
        this.size = size;
        this.mostNumbers = mostNumbers;
        this.channels = channels;
        this.columns = new double[channels][256];
    }

    /** Returns the first line, the heads of the columns, or an empty string if there is no whole line. */
    String header() throws IOException {
        return nextLine() ? new String(bytes, at, end - at, StandardCharsets.UTF_8) : "";
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
        if (numbers() + channels >= mostNumbers) {
            full = true;
            return true;
        }
        if (rows == nanos.length) {
            grow(end - at);
        }
        long time = wholeNumber();
        if (!RunInfo.isInstant(time) || rows > 0 && time < nanos[rows - 1]) {
            return false;
        }
        for (int c = 0; c < channels; c++) {
            if (at >= end || bytes[at] != ',') {
                return false;
            }
            at++;
            double value = at == end || bytes[at] == ',' ? Double.NaN : number();
            if (Double.isInfinite(value)) {
                return false;
            }
            columns[c][rows] = value;
        }
        if (at != end) {
            return false;
        }
        nanos[rows++] = time;
        return true;
    }

    /** Makes room for half as many rows again or, if that is more, for all of a file of such lines: it need not be copied again. */
    private void grow(int lineLength) {
        long wanted = Math.max(rows + (rows >> 1), size / (lineLength + 1));
        long most = Math.min(mostNumbers / (1 + channels), Integer.MAX_VALUE / 8);
        int more = (int) Math.max(rows + 1, Math.min(wanted, most));
        nanos = Arrays.copyOf(nanos, more);
        for (int c = 0; c < channels; c++) {
            columns[c] = Arrays.copyOf(columns[c], more);
        }
    }

    /** Returns the digits at the cursor as a number, -1 if there are none or too many. */
    private long wholeNumber() {
        byte[] text = bytes; // fields are slow where this is compiled for a short life
        int stop = end;
        int digitAt = at;
        long value = 0;
        while (digitAt < stop && text[digitAt] >= '0' && text[digitAt] <= '9') {
            value = value * 10 + (text[digitAt++] - '0');
        }
        int digits = digitAt - at;
        at = digitAt;
        return digits == 0 || digits > 18 ? -1 : value;
    }

    /** Returns the decimal number at the cursor, infinite if there is none. */
    private double number() {
        boolean negative = bytes[at] == '-';
        if (negative) {
            at++;
        }
        long whole = wholeNumber();
        if (whole < 0) {
            return Double.POSITIVE_INFINITY;
        }
        double value = whole;
        if (at < end && bytes[at] == '.') {
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

    /** Puts the cursor on the next line that ends with a line feed; false if there is none. */
    private boolean nextLine() throws IOException {
        int looked = next;
        while (true) {
            byte[] text = bytes;
            int stop = filled;
            while (looked < stop && text[looked] != '\n') {
                looked++;
            }
            if (looked < stop) {
                at = next;
                end = looked;
                next = looked + 1;
                return true;
            }
            looked -= next;
            if (!fill()) {
                broken += filled > 0 ? 1 : 0;
                return false;
            }
            looked = Math.min(looked, LONGEST_LINE);
        }
    }

    /** Moves the begun line to the front and reads on; of one that is too long only the beginning is kept. */
    private boolean fill() throws IOException {
        filled = Math.min(filled - next, LONGEST_LINE);
        System.arraycopy(bytes, next, bytes, 0, filled);
        next = 0;
        int more = in.read(bytes, filled, bytes.length - filled);
        filled += Math.max(0, more);
        return more > 0;
    }
}
