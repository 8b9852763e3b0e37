package io.powermeter.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** The first bytes of a stream, as if it ended behind them, told to somebody as they are read. */
final class BoundedInputStream extends FilterInputStream {
    private final LongConsumer told;
    private long left;

    BoundedInputStream(InputStream in, long most, LongConsumer told) {
        super(in);
        this.left = most;
        this.told = told;
    }

    @Override
    public int read() throws IOException {
        return left-- > 0 ? in.read() : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (left <= 0 && length > 0) {
            return -1;
        }
        int read = in.read(into, from, (int) Math.min(length, left));
        left -= Math.max(0, read);
        told.accept(Math.max(0, read));
        return read;
    }
}
