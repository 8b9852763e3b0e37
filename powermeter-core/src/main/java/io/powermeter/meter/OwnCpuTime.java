package io.powermeter.meter;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/**
 * CPU time of the thread that called {@link #open}, from {@code /proc/thread-self/schedstat} (nanoseconds on a CPU come
 * first); the opened file stays that thread's, whoever reads it. The meter inside somebody else's process knows its own cost
 * by it.
 */
final class OwnCpuTime implements Closeable {
    private static final String FILE = "/proc/thread-self/schedstat";

    private final byte[] text = new byte[64];
    private @Nullable RandomAccessFile file;
    private boolean closed;

    /** Takes the calling thread for the one to be asked about. */
    synchronized void open() {
        if (closed) {
            return; // the run was over before this thread began
        }
        try {
            file = new RandomAccessFile(FILE, "r");
        } catch (IOException e) {
            file = null; // not Linux, or a kernel without schedstat: the cost stays unknown
        }
    }

    /** Returns the thread's CPU time in seconds, NaN if it is not known. */
    synchronized double seconds() {
        RandomAccessFile open = file;
        if (open == null) {
            return Double.NaN;
        }
        try {
            open.seek(0);
            return nanos(open.read(text)) / 1e9;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
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

    private long nanos(int length) {
        long value = 0;
        for (int i = 0; i < length && text[i] >= '0' && text[i] <= '9'; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}
