package io.powermeter.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

    /** What a digit at the end of so many places is in millionths. */
    private static final long[] MILLIONTHS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    /** Smaller whole numbers have a number of millionths that {@link Values} keeps. */
    private static final long MOST_WHOLE = Values.MOST_MILLIONTHS / MILLIONTHS[0];

    /** What stands for no number at all. */
    private static final long NONE = Double.doubleToLongBits(Double.POSITIVE_INFINITY);

    private static final long MISSING = Double.doubleToLongBits(Double.NaN);

    private final InputStream in;
    private final byte[] bytes = new byte[2 * LONGEST_LINE];
    private int filled;
    private int next;

    private final Instants.Builder nanos = new Instants.Builder();
    private final List<Values.Builder> columns = new ArrayList<>();
    private final long[] row;
    private long last;
    private long broken;
    private final long mostBytes;
    private boolean full;

    /** The line at hand: what is left of it, from the cursor to its end. */
    private int at;

    private int end;

    /**
     * Prepares to read.
     *
     * @param mostBytes as many rows are read as fit into so much memory
     */
    SampleParser(InputStream in, int channels, long mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
        this.row = new long[channels];
        for (int c = 0; c < channels; c++) {
            columns.add(new Values.Builder());
        }
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
    }

    Instants nanos() {
        return nanos.build();
    }

    List<Values> columns() {
        return columns.stream().map(Values.Builder::build).toList();
    }

    int size() {
        return nanos.size();
    }

    /** Returns how much memory the rows take. */
    long bytes() {
        long bytes = nanos.bytes();
        for (Values.Builder column : columns) {
            bytes += column.bytes();
        }
        return bytes;
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
        if (bytes() >= mostBytes) {
            full = true;
            return true;
        }
        long time = wholeNumber();
        if (!RunInfo.isInstant(time) || time < last) {
            return false;
        }
        for (int c = 0; c < row.length; c++) {
            if (at >= end || bytes[at] != ',') {
                return false;
            }
            at++;
            row[c] = at == end || bytes[at] == ',' ? MISSING : number();
            if (row[c] == NONE) {
                return false;
            }
        }
        if (at != end) {
            return false;
        }
        last = time;
        nanos.add(time);
        for (int c = 0; c < row.length; c++) {
            columns.get(c).addCode(row[c]);
        }
        return true;
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

    /** Returns what stands for the decimal number at the cursor, {@link #NONE} if there is none. */
    private long number() {
        boolean negative = bytes[at] == '-';
        if (negative) {
            at++;
        }
        long whole = wholeNumber();
        if (whole < 0) {
            return NONE;
        }
        long fraction = 0;
        int places = 0;
        if (at < end && bytes[at] == '.') {
            int start = ++at;
            fraction = wholeNumber();
            places = at - start;
            if (fraction < 0 || places >= POWERS_OF_TEN.length) {
                return NONE;
            }
        }
        if (places < MILLIONTHS.length && whole < MOST_WHOLE) { // the usual number is never a double on its way
            long millionths = whole * MILLIONTHS[0] + fraction * MILLIONTHS[places];
            return negative ? -millionths : millionths;
        }
        // one division of two whole numbers gives the double nearest to the text, as long as both fit into 53 bits
        double value = (whole * POWERS_OF_TEN[places] + fraction) / POWERS_OF_TEN[places];
        return Values.code(negative ? -value : value);
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
