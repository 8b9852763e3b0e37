package io.powermeter.host;

import java.io.Closeable;

/** A file that holds one whole number, kept open and read again in place. Not safe for use by several threads at once. */
public final class NumberFile implements Closeable {
    private static final int LONGEST_NUMBER = 32;

    private final KeptFile file;
    private final byte[] text = new byte[LONGEST_NUMBER];

    NumberFile(KeptFile file) throws UnreadableException {
        this.file = file;
        file.open();
    }

    /**
     * Returns the number that the file holds now.
     *
     * @throws UnreadableException if it cannot be read, is empty, or holds no number
     */
    public long read() throws UnreadableException {
        return parse(file.read(text));
    }

    private long parse(int end) throws UnreadableException {
        int at = 0;
        boolean negative = at < end && text[at] == '-';
        if (negative) {
            at++;
        }
        long value = 0;
        int digits = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            if (++digits > 18) {
                throw noNumber("more than 18 digits");
            }
            value = value * 10 + (text[at++] - '0');
        }
        if (digits == 0) {
            throw noNumber(end <= 0 ? "it is empty" : "it does not start with a number");
        }
        while (at < end) {
            if (Byte.toUnsignedInt(text[at++]) > ' ') {
                throw noNumber("it holds more than a number");
            }
        }
        return negative ? -value : value;
    }

    private UnreadableException noNumber(String why) {
        return new UnreadableException(file.path(), UnreadableException.Reason.NO_VALUE, why, "");
    }

    @Override
    public void close() {
        file.close();
    }
}
