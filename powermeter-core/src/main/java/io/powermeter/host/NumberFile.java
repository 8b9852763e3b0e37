package io.powermeter.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds one whole number, kept open and read again in place.
 *
 * <p>A read through a kept-open channel costs about 1 us and allocates nothing; opening the file at
 * every read costs ten times as much. A sysfs file is made anew by the kernel at each read from offset 0. If a read
 * fails, the file is opened again at the next one: a driver may have been loaded anew.
 *
 * <p>Not safe for use by several threads at once. A thread that reads must not be interrupted: an interrupt closes a
 * {@link FileChannel} for good.
 */
public final class NumberFile implements Closeable {
    private static final int LONGEST_NUMBER = 32;

    private final Host host;
    private final String path;
    private final byte[] text = new byte[LONGEST_NUMBER];
    private final ByteBuffer buffer = ByteBuffer.wrap(text);
    private @Nullable FileChannel channel;

    NumberFile(Host host, String path) throws UnreadableException {
        this.host = host;
        this.path = path;
        this.channel = host.open(path);
    }

    /**
     * Returns the number that the file holds now.
     *
     * @throws UnreadableException if it cannot be read, is empty, or holds no number
     */
    public long read() throws UnreadableException {
        FileChannel open = channel;
        if (open == null) {
            open = host.open(path);
            channel = open;
        }
        try {
            buffer.clear();
            return parse(open.read(buffer, 0));
        } catch (UnreadableException e) {
            throw e;
        } catch (IOException e) {
            close();
            throw Host.unreadable(path, e);
        }
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
        return new UnreadableException(path, UnreadableException.Reason.NO_VALUE, why, "");
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it was open for reading only: nothing can be lost
            }
        }
    }
}
