package io.powermeter.meter;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/**
 * CPU time of the thread that calls {@link #update}, from {@code /proc/thread-self/schedstat} (nanoseconds on a CPU come
 * first). The meter inside somebody else's process knows its own cost by it.
 */
final class OwnCpuTime implements Closeable {
    private static final String FILE = "/proc/thread-self/schedstat";

    private @Nullable RandomAccessFile file;
    private boolean tried;
    private volatile double seconds = Double.NaN;
    private final byte[] text = new byte[64];

    /** Reads the calling thread's time; every call must come from the same thread. */
    void update() {
        try {
            if (!tried) {
                tried = true;
                file = new RandomAccessFile(FILE, "r");
            }
            RandomAccessFile open = file;
            if (open != null) {
                open.seek(0);
                seconds = nanos(open.read(text)) / 1e9;
            }
        } catch (IOException e) {
            close(); // not Linux, or a kernel without schedstat: the cost stays unknown
        }
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

    /** Returns the time as of the last update in seconds, NaN if it is not known. */
    double seconds() {
        return seconds;
    }

    private long nanos(int length) {
        long value = 0;
        for (int i = 0; i < length && text[i] >= '0' && text[i] <= '9'; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}
